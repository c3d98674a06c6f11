import { defineOracle } from '../define.ts';
import { delivered, mustAppear } from '../delivered.ts';
import { isPlainIndication, unknownHeaders } from '../readings.ts';

const EXPECTED = 'a service indication shown, whatever other headers it has';

/** Headers that the handset does not know, by number or by name, are skipped by the form of their value (WSP 8.4.1). */
export default defineOracle({
  requirement: 'OTA-021',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(isPlainIndication)
      .filter(({ offer }) => unknownHeaders(offer).length > 0)
      .map((one) => mustAppear(one, EXPECTED, `headers ${unknownHeaders(one.offer).join(', ')}`)),
  accepts: [
    `let S = hex 01 06 05 ae fe 02 03 04 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
  inconclusive: [
    `let S = hex 01 06 03 ae fe 81 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 03 ae fe 81 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# X-F: b
     let S = hex 01 06 07 ae 58 2d 46 00 62 00 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});
