import { defineOracle } from '../define.ts';
import { delivered, mustStayUnseen } from '../delivered.ts';
import { PUSH } from '../../wire/wsp/push.ts';

const EXPECTED = 'nothing shown of what is no Push';

/** Any PDU type but Push is ignored on the push port (WSP table 34). */
export default defineOracle({
  requirement: 'OTA-033',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer: { push }, octets }) => octets.length >= 2 && push.type !== PUSH)
      .map((one) => mustStayUnseen(one, EXPECTED, one.offer.problem ?? '')),
  accepts: [
    `let S = hex 01 07 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let S = hex 01 07 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 07 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
    `let S = hex 01 40 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
});
