import { defineOracle } from '../define.ts';
import { isUndisturbed, judgeAlone, owed, reassembly } from '../presented.ts';

const EXPECTED = 'the push of one segment at once, without waiting for more';

/** A segment that states total 1 and index 1 is a whole message. */
export default defineOracle({
  requirement: 'RSM-019',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => set.numbering.total === 1 && isUndisturbed(set, all))
      .map((set) => judgeAlone(set, all, EXPECTED));
  },
  accepts: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/1 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=Q[0..80]`,
    `# the first is shown; the second is an older indication of its id
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     smsc > handset deliver_sm sequence_number=1 segment=1/1 reference=5 ud=N
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=N
     smsc > handset deliver_sm sequence_number=2 segment=1/1 reference=6 ud=O
     handset > smsc deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/1 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# it waits for more
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/1 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1`,
    `# shown with its header
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/1 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=hex 0b05040b8423f00003050101 + Q[0..80]`,
  ],
});
