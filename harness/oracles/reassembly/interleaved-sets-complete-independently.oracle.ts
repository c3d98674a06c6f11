import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { overlap, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeShown, mixturesOf, owed, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'each of two pushes whose segments arrive interleaved is presented, byte for byte';

/** Pushes whose segments arrive interleaved are each presented. */
export default defineOracle({
  requirement: 'RSM-010',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all).flatMap((set) => {
      const others = all.sets.filter((other) => other !== set && other.to === set.to && overlap(set, other));
      const isInterleaved = others.some((other) => isAnotherReference(set, other));
      return isInterleaved ? [judged(set, others, all)] : [];
    });
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=6 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=6 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=Q[0..140]
     smsc > handset deliver_sm sequence_number=5 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=5
     handset > user inbox to=15550100001 octets=P`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=6 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=6 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=Q[0..140]
     smsc > handset deliver_sm sequence_number=5 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=5
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the first was overwritten by the second
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=6 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=6 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=5
     -- ends at @100000ms --`,
    `# mixed
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=6 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=6 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]
     smsc > handset deliver_sm sequence_number=5 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=5
     handset > user inbox to=15550100001 octets=P`,
  ],
});

function isAnotherReference(one: ArrivedSet, other: ArrivedSet): boolean {
  return one.originator === other.originator && one.numbering.reference !== other.numbering.reference;
}

function judged(set: ArrivedSet, others: readonly ArrivedSet[], all: Reassembly): Finding {
  const mixed = others
    .filter((other) => isAnotherReference(set, other))
    .flatMap((other) => mixturesOf(set, other, all));
  if (mixed.length === 0) return judgeShown(set, all, EXPECTED);
  const actual = 'segments of two references were put together';
  return { verdict: 'fail', evidence: evidenceOf([set], mixed), expected: EXPECTED, actual };
}
