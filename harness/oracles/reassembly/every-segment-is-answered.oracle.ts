import { defineOracle } from '../define.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { isCutOff, isOverdue } from '../answering.ts';
import { arrivals, type Arrival } from '../arrivals.ts';

const EXPECTED = 'every short message acknowledged or refused, whatever its header';

/** Each short message that is delivered is answered: acknowledged or refused. */
export default defineOracle({
  requirement: 'RSM-025',
  party: 'handset',
  needs: ['sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = arrivals(view);
    const answered = all.filter(({ answer }) => answer !== null);
    return [
      ...all.flatMap((one) => unanswered(one, view, profile)),
      ...(answered.length > 0 ? [allAnswered(answered)] : []),
    ];
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2`,
    `# a header that runs past its end, refused
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=06000305020104 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1 status=ESME_RX_R_APPN`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# no answer to a malformed header
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=060003050202 ud=P[128..200]
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=3`,
    `# no answer to a repeat
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128]`,
  ],
});

/** One finding for all of them: there may be thousands. */
function allAnswered(answered: readonly Arrival[]): Finding {
  const evidence = answered
    .slice(-1)
    .flatMap(({ request, answer }) => (answer === null ? [request] : [request, answer]));
  return { verdict: 'pass', evidence, expected: EXPECTED, actual: `${answered.length} answered` };
}

function unanswered(one: Arrival, view: View, profile: Profile): readonly Finding[] {
  if (one.answer !== null || isCutOff(one, view)) return [];
  const found = (verdict: 'fail' | 'inconc', actual: string): readonly Finding[] => [
    { verdict, evidence: [one.request], expected: EXPECTED, actual },
  ];
  if (isOverdue(one, view, profile))
    return found('fail', `never answered${one.isDamaged ? ': its header is malformed' : ''}`);
  return view.header.complete.end ? [] : found('inconc', 'not answered so far; the observation was cut off');
}
