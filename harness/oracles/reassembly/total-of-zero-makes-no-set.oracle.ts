import { defineOracle } from '../define.ts';
import { hasNumbering, judgeIgnored } from '../ignored.ts';
import { reassembly } from '../presented.ts';

const EXPECTED = 'no set is created or completed by it, and others are shown as they are';

/** A segment whose total is 0 neither creates nor completes a set; alone it may be shown, stored or dropped (AMB-54). */
export default defineOracle({
  requirement: 'RSM-006',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    judgeIgnored(
      reassembly(view, profile),
      hasNumbering(({ total }) => total === 0),
      EXPECTED,
    ),
  accepts: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=0b05040b8423f00003050001 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# alone it may be shown
     smsc > handset deliver_sm sequence_number=2 udh=0b05040b8423f00003050001 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=text "surplus"`,
  ],
  inconclusive: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=2 udh=0b05040b8423f00003050001 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# an empty set was complete at once
     smsc > handset deliver_sm sequence_number=1 udh=0b05040b8423f00003050001 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=hex`,
    `# the open set was completed by it
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=0b05040b8423f00003050002 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..80] + text "surplus"
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3`,
    `# nothing is shown from then on
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 udh=0b05040b8423f00003050000 ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     -- ends at @100000ms --`,
  ],
});
