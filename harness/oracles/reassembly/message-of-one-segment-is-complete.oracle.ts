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
