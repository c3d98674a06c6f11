import { defineOracle } from '../define.ts';
import { delivered, mustStayUnseen } from '../delivered.ts';
import { idOf } from '../indications.ts';

const EXPECTED = 'nothing shown of an indication without href and si-id';

/** An indication that has neither URL nor id is dropped (push-ota.md 5.3; AMB-46). */
export default defineOracle({
  requirement: 'OTA-028',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && idOf(offer) === null)
      .map((one) => mustStayUnseen(one, EXPECTED, JSON.stringify(one.offer.said))),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 46 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 46 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 46 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
});
