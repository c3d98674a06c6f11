import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { reassemblyUs, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, isPartOf, isWhole, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'nothing of a push of which a segment is missing';

/** Of an incomplete push nothing is presented, before or after the reassembly time. */
export default defineOracle({
  requirement: 'RSM-011',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return all.sets.flatMap((set) => judged(set, all, reassemblyUs(profile)));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     -- ends at @8010ms --`,
    `# the rest came too late to be of use
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @9000ms smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     -- ends at @30000ms --`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# what has come is shown when the time is over
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     @4005ms handset > user inbox to=15550100001 octets=P[0..256]`,
    `# a gap is closed up
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..128] + P[256..306]`,
    `# of a complete push a segment that came again
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P[128..256]`,
  ],
});

function judged(set: ArrivedSet, all: Reassembly, keepUs: number | null): readonly Finding[] {
  const [first] = set.arrivals;
  const shown = all.shown.filter(
    (one) => one.to === set.to && isPartOf(one, set) && !isWhole(one, all) && one.event.seq > first.request.seq,
  );
  if (shown.length > 0) {
    const indices = [...set.parts.keys()].join(', ');
    const actual = `of segments ${indices} of ${set.numbering.total} something was presented`;
    return [{ verdict: 'fail', evidence: evidenceOf([set], shown), expected: EXPECTED, actual }];
  }
  if (set.parts.size === set.numbering.total) return [];
  const evidence = evidenceOf([set], []);
  const { complete, endUs } = all.view.header;
  if (!complete.end) {
    const actual = 'nothing so far; the observation was cut off';
    return [{ verdict: 'inconc', evidence, expected: EXPECTED, actual }];
  }
  // Shorter than twice the reassembly time, or without a time that the profile states, silence proves nothing.
  if (keepUs === null || endUs < first.request.atUs + 2 * keepUs) return [];
  return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'nothing was presented, before or after its time' }];
}
