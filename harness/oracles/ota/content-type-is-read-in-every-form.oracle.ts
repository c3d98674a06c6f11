import { defineOracle } from '../define.ts';
import { delivered, mustAppear } from '../delivered.ts';
import { contentTypeForm, isCodedOddly, isPlainIndication, unknownHeaders } from '../readings.ts';

const EXPECTED = 'a service indication shown, in whatever form its content type is written';

/** A content type is read as a number, in letters, and in the general form with parameters (WSP 8.4.2.24). */
export default defineOracle({
  requirement: 'OTA-020',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(isPlainIndication)
      .filter(({ offer }) => unknownHeaders(offer).length === 0 && !isCodedOddly(offer))
      .map((one) => mustAppear(one, EXPECTED, `content type in the ${contentTypeForm(one.offer)} form`)),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
    `let S = hex 01 06 04 03 ae 81 ea 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the short form
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# in letters
     let S = hex 01 06 18 + text "application/vnd.wap.sic" + hex 00 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});
