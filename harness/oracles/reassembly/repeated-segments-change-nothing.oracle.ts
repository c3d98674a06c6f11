import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { copiesOf, type ArrivedSet } from '../arrivals.ts';
import {
  evidenceOf,
  hadRepeats,
  isUndisturbed,
  judgeShown,
  owed,
  reassembly,
  shownOtherwise,
  timesShown,
  type Reassembly,
} from '../presented.ts';

const EXPECTED = 'the push, byte for byte, no more often than complete copies of it arrived';

/** A segment that comes twice does not change what is presented; a complete second copy may be presented again (AMB-51). */
export default defineOracle({
  requirement: 'RSM-003',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => isUndisturbed(set, all) && (hadRepeats(set) || copiesOf(set) > 1))
      .map((set) => judged(set, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=5
     handset > user inbox to=15550100001 octets=P`,
    `# a complete second copy may be shown again
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=6
     handset > user inbox to=15550100001 octets=P`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=4
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# content doubled
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P[0..128] + P`,
    `# counted, not looked at: three came, and one of them twice
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[0..256]
     smsc > handset deliver_sm sequence_number=4 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=4`,
    `# twice, though only one segment came twice
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P
     handset > user inbox to=15550100001 octets=P`,
  ],
});

function judged(set: ArrivedSet, all: Reassembly): Finding {
  const others = shownOtherwise(set, all);
  if (others.length > 0) {
    const actual = 'something else was put together of its segments';
    return { verdict: 'fail', evidence: evidenceOf([set], others), expected: EXPECTED, actual };
  }
  const { exact, allowed } = timesShown(set, all);
  if (exact.length <= allowed) return judgeShown(set, all, EXPECTED);
  const actual = `presented ${exact.length} times, of ${allowed} complete ${allowed === 1 ? 'copy' : 'copies'}`;
  return { verdict: 'fail', evidence: evidenceOf([set], exact), expected: EXPECTED, actual };
}
