import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { overlap, type ArrivedSet } from '../arrivals.ts';
import {
  evidenceOf,
  judgeKept,
  mixturesOf,
  owed,
  pairs,
  reassembly,
  timesShown,
  type Reassembly,
} from '../presented.ts';

const EXPECTED = 'each message of the segments of one originator';

/** Segments of different originators are kept apart, though their references are equal. */
export default defineOracle({
  requirement: 'RSM-008',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return pairs(all.sets)
      .filter(
        ([one, other]) =>
          one.to === other.to &&
          one.originator !== other.originator &&
          one.numbering.reference === other.numbering.reference &&
          one.numbering.bits === other.numbering.bits &&
          overlap(one, other),
      )
      .map((pair) => judged(pair, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..256] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=5 ud=P[0..128] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P[0..256]`,
  ],
  inconclusive: [
    `# one of them was never shown: lost, or taken for the other’s
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]
     smsc > handset deliver_sm sequence_number=4 segment=2/2 reference=5 ud=P[128..256] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=4`,
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..256] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# mixed
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..256] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=5 ud=P[0..128] source_addr=2000
     handset > smsc deliver_sm_resp sequence_number=4`,
    `# mixed, of alphanumeric originators
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80] source_addr_ton=5 source_addr=Bank
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..256] source_addr_ton=5 source_addr=Shop
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]`,
  ],
});

function judged([one, other]: readonly [ArrivedSet, ArrivedSet], all: Reassembly): Finding {
  const mixed = mixturesOf(one, other, all);
  const evidence = evidenceOf([one, other], mixed);
  if (mixed.length > 0) {
    const actual = `segments from ${one.originator} and ${other.originator} were put together`;
    return { verdict: 'fail', evidence, expected: EXPECTED, actual };
  }
  const due = owed(all);
  const missing = [one, other].filter((set) => due.includes(set) && timesShown(set, all).exact.length === 0);
  if (missing.length === 0) return judgeKept(evidence, all, EXPECTED, 'kept apart');
  const actual = 'one of the two was never presented: lost, or taken for the other’s; RSM-010 judges that';
  return { verdict: 'inconc', evidence, expected: EXPECTED, actual };
}
