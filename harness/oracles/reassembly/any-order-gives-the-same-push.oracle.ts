import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import type { ArrivedSet } from '../arrivals.ts';
import {
  evidenceOf,
  hadRepeats,
  isPlain,
  isUndisturbed,
  judgeShown,
  owed,
  reassembly,
  shownOtherwise,
  type Reassembly,
} from '../presented.ts';

const EXPECTED = 'the push, byte for byte, whatever the order in which its segments arrived';

/** Segments that arrive in another order than that of their indices give the same push. */
export default defineOracle({
  requirement: 'RSM-002',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => arrivedOutOfOrder(set) && isPlain(set) && !hadRepeats(set) && isUndisturbed(set, all))
      .map((set) => judged(set, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# put together as they came
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[128..256] + P[0..128] + P[256..306]`,
    `# nothing is made of segments that come backwards
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=3
     -- ends at @100000ms --`,
  ],
});

function arrivedOutOfOrder({ parts }: ArrivedSet): boolean {
  return [...parts.keys()].some((index, at) => index !== at + 1);
}

function judged(set: ArrivedSet, all: Reassembly): Finding {
  const others = shownOtherwise(set, all);
  if (others.length === 0) return judgeShown(set, all, EXPECTED);
  const order = [...set.parts.keys()].join(', ');
  const actual = `of segments that arrived in the order ${order} something else was put together`;
  return { verdict: 'fail', evidence: evidenceOf([set], others), expected: EXPECTED, actual };
}
