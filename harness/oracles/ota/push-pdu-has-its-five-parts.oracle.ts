import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';

const EXPECTED = 'TID, 06, HeadersLen, content type and headers of that length, then the body';

/** A push goes out as a connectionless push PDU: TID, type, HeadersLen, content type, headers, data (WSP 8.2.4.1). */
export default defineOracle({
  requirement: 'OTA-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { datagram, octets, push } = encoding;
      const [problem] = datagram.problems;
      if (problem !== undefined) {
        return said(encoding, 'fail', EXPECTED, `${problem.field} at octet ${problem.offset}: ${problem.what}`);
      }
      if (datagram.body.length === 0 && push.content.length > 0) {
        return said(encoding, 'fail', EXPECTED, `headers to the end, and no body, in ${octets.length} octets`);
      }
      return said(encoding, 'pass', EXPECTED, `${datagram.contentType}, ${datagram.body.length} octets of body`);
    }),
  accepts: [
    `let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `# headers of another code page, a length and a date that the PPG adds
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 0f be af 84 8d 87 92 04 69 57 35 25 02 83 81 01 + B`,
  ],
  rejects: [
    `# no TID
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 06 03 be af 84 + B`,
    `# HeadersLen counts the body
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 0a be af 84 + B`,
    `# a push of a session
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 07 03 be af 84 + B`,
  ],
});
