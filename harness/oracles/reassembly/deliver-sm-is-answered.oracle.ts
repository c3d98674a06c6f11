import { defineOracle } from '../define.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { isCutOff, isOverdue } from '../answering.ts';
import { arrivals, type Arrival } from '../arrivals.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';

const EXPECTED = 'the response of the request’s own command, with its sequence_number';

/** A deliver_sm is answered with deliver_sm_resp (data_sm likewise), whatever its outcome. */
export default defineOracle({
  requirement: 'SMPP-DLV-002',
  party: 'handset',
  needs: ['sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    if (isBehindAdapter(profile)) return [];
    const all = arrivals(view);
    const fitting = all.filter(isFit);
    return [
      ...all.filter((one) => !isFit(one)).flatMap((one) => judged(one, view, profile)),
      ...(fitting.length > 0 ? [allFit(fitting)] : []),
    ];
  },
  unseen: (_view, { profile }) =>
    isBehindAdapter(profile) ? 'not observable here: the handset is reached through its adapter, not over SMPP' : null,
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2 status=ESME_RMSGQFUL`,
  ],
  inconclusive: [
    `# generic_nack is for what cannot be read
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc generic_nack sequence_number=1 status=ESME_RINVCMDID`,
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# another command’s response
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc data_sm_resp sequence_number=1`,
    `# none
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]`,
  ],
});

function isBehindAdapter({ iut, target }: Profile): boolean {
  return iut === 'handset' && target?.scheme === 'exec';
}

function isFit({ request, answer }: Arrival): boolean {
  return answer?.message.pdu.command === responseOf(request.message.pdu.command);
}

/** One finding for all of them: there may be thousands. */
function allFit(fitting: readonly Arrival[]): Finding {
  const evidence = fitting
    .slice(-1)
    .flatMap(({ request, answer }) => (answer === null ? [request] : [request, answer]));
  return { verdict: 'pass', evidence, expected: EXPECTED, actual: `${fitting.length} answered with it` };
}

function judged(one: Arrival, view: View, profile: Profile): readonly Finding[] {
  const { request, answer } = one;
  const found = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
    { verdict, evidence: answer === null ? [request] : [request, answer], expected: EXPECTED, actual },
  ];
  if (answer !== null) {
    const { command } = answer.message.pdu;
    return found(command === 'generic_nack' ? 'inconc' : 'fail', `${command} to ${request.message.pdu.command}`);
  }
  if (isCutOff(one, view)) return [];
  if (isOverdue(one, view, profile)) return found('fail', 'never answered');
  return view.header.complete.end ? [] : found('inconc', 'not answered so far; the observation was cut off');
}
