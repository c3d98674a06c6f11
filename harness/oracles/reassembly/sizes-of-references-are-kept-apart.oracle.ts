import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { isNamesake, overlap, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, mixturesOf, pairs, reassembly, type Presented, type Reassembly } from '../presented.ts';

const EXPECTED = 'each message of segments whose references have one size';

/** An 8-bit and a 16-bit reference of equal value are two references; a key without the size may merge them while nothing contradicts (AMB-50). */
export default defineOracle({
  requirement: 'RSM-009',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return pairs(all.sets)
      .filter(
        ([one, other]) => isNamesake(one, other) && one.numbering.bits !== other.numbering.bits && overlap(one, other),
      )
      .map((pair) => judged(pair, all, profile.target !== null));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128] bits=16
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[128..256] bits=16
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[0..256]
     smsc > handset deliver_sm sequence_number=4 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=Q[0..140]`,
  ],
  inconclusive: [
    `# nothing contradicts so far
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[128..256] bits=16
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]`,
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128] bits=16
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[128..256] bits=16
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# merged against the evidence: both have a first segment of their own
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128] bits=16
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[128..256] bits=16
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]
     smsc > handset deliver_sm sequence_number=4 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=4`,
  ],
});

function judged([one, other]: readonly [ArrivedSet, ArrivedSet], all: Reassembly, isThirdParty: boolean): Finding {
  const mixed = mixturesOf(one, other, all);
  const evidence = evidenceOf([one, other], mixed);
  if (mixed.length === 0) return judgeKept(evidence, all, EXPECTED, 'kept apart');
  // To a key without the size two contents of one index are a conflict, of which one may survive (AMB-51).
  const isDecisive = one.numbering.total !== other.numbering.total || !isThirdParty;
  if (isDecisive && mixed.some((shown) => contradicted(one, other, shown))) {
    const actual = 'merged, though segments had come that belong to one of the two only';
    return { verdict: 'fail', evidence, expected: EXPECTED, actual };
  }
  const actual = 'merged: a key without the size of the reference (AMB-50)';
  return { verdict: 'inconc', evidence, expected: EXPECTED, actual };
}

/** By then their totals differed, or an index had come in both sizes with different contents. */
function contradicted(one: ArrivedSet, other: ArrivedSet, { event }: Presented): boolean {
  const indices = (set: ArrivedSet): readonly number[] =>
    [...set.parts].filter(([, { request }]) => request.seq < event.seq).map(([index]) => index);
  return one.numbering.total !== other.numbering.total || indices(one).some((index) => indices(other).includes(index));
}
