import { defineOracle } from '../define.ts';
import { bodyOf, encodings, said } from '../encodings.ts';
import { equal } from '../../wire/octets.ts';

const MMS_MESSAGE = 'application/vnd.wap.mms-message';
const EXPECTED = `${MMS_MESSAGE}, as number or in letters, with the notification octet for octet`;

/** An MMS notification keeps its octets and its content type (MMS-ENC; OTA). */
export default defineOracle({
  requirement: 'OTA-009',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { push, datagram } = encoding;
      if (push.media !== MMS_MESSAGE || datagram.contentType === '') return [];
      if (datagram.contentType !== MMS_MESSAGE) return said(encoding, 'fail', EXPECTED, datagram.contentType);
      const body = bodyOf(encoding);
      return equal(body, push.content)
        ? said(encoding, 'pass', EXPECTED, `${body.length} octets, identical`)
        : said(encoding, 'fail', EXPECTED, `${body.length} octets in place of ${push.content.length}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82 98 31 00
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82 98 31 00`,
    `# in letters
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82 98 31 00
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 22 + text "application/vnd.wap.mms-message" + hex 00 af 84 8c 82 98 31 00`,
  ],
  rejects: [
    `# the last NUL dropped
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82 98 31 00
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82 98 31`,
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82 98 31 00
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 1b + text "application/octet-stream" + hex 00 af 84 8c 82 98 31 00`,
  ],
});
