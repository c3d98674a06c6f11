import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { isNamesake, overlap, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, mixturesOf, pairs, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'no push of segments that state different totals';

/** Segments that state different totals never make up one push. */
export default defineOracle({
  requirement: 'RSM-007',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return pairs(all.sets)
      .filter(
        ([one, other]) =>
          isNamesake(one, other) &&
          one.numbering.bits === other.numbering.bits &&
          one.numbering.total !== other.numbering.total &&
          overlap(one, other),
      )
      .map((pair) => judged(pair, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# the older set may be given up
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# completes with what it has
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..128] + Q[80..140]`,
    `# the last total counts
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..306]`,
  ],
});

function judged([one, other]: readonly [ArrivedSet, ArrivedSet], all: Reassembly): Finding {
  const mixed = mixturesOf(one, other, all);
  const evidence = evidenceOf([one, other], mixed);
  if (mixed.length === 0) return judgeKept(evidence, all, EXPECTED, 'kept apart');
  const actual = `${one.numbering.total} and ${other.numbering.total} segments were to make up two messages, and one was made of both`;
  return { verdict: 'fail', evidence, expected: EXPECTED, actual };
}
