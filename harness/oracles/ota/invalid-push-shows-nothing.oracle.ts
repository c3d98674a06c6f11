import { defineOracle } from '../define.ts';
import { delivered } from '../delivered.ts';
import { judgedInvalid } from '../readings.ts';
import { PUSH } from '../../wire/wsp/push.ts';

const EXPECTED = 'nothing shown of it, and the next valid push shown';

/** An invalid push shows nothing, not in part either, and the next valid one is shown. */
export default defineOracle({
  requirement: 'OTA-031',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, context) =>
    delivered(view, context.profile)
      .filter(({ offer }) => offer.kind === 'unreadable' && offer.push.type === PUSH)
      .flatMap((one) => judgedInvalid(one, view, context, EXPECTED)),
  accepts: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           octets=S`,
  ],
  inconclusive: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=X`,
    `# the next valid push is lost
     let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `# the first octets of it
     let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user inbox octets=X[0..8]`,
  ],
});
