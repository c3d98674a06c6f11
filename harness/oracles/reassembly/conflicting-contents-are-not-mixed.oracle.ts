import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { conflicts, isConsistent, type Conflict } from '../conflicts.ts';
import { evidenceOf, judgeKept, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'a message with one content for each index, or none';

/** Of two contents for one index one survives, or none; never a mixture of them, or both (AMB-51). */
export default defineOracle({
  requirement: 'RSM-013',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return conflicts(all).map((conflict) => judged(conflict, all));
  },
  accepts: [
    `# the first survives
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[0..200]`,
    `# the last survives
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..100] + P[100..200]`,
    `# none survives
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# both appended
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[0..100] + Q[0..100] + P[100..200]`,
    `# mixed within the segment
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..20] + P[20..200]`,
  ],
});

function judged(conflict: Conflict, all: Reassembly): Finding {
  const wrong = conflict.about.filter((shown) => !isConsistent(shown, conflict, all));
  const evidence = evidenceOf(conflict.sets, conflict.about);
  if (wrong.length === 0) {
    const actual = conflict.about.length === 0 ? 'none survived' : 'one content for each index';
    return judgeKept(evidence, all, EXPECTED, actual);
  }
  const sizes = wrong.map(({ octets }) => octets.length).join(', ');
  return { verdict: 'fail', evidence, expected: EXPECTED, actual: `a mixture was presented: ${sizes} octets` };
}
