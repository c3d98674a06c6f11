import { defineOracle } from '../define.ts';
import { bodyOf, documentTypeOf, encodings, said, saysBinary } from '../encodings.ts';
import { parseXml } from '../../wire/pap/xml.ts';

const EXPECTED = 'WBXML under a binary type, XML under a text type';
/** Text types for any XML. */
const ANY_XML: readonly string[] = ['text/xml', 'application/xml'];
/** First octet of WBXML 1.0 to 1.3; no XML begins so. */
const LAST_VERSION = 0x03;

/** An SI, SL, CO or EMN goes out as WBXML under its binary type, or as XML under its text type (PPG 6.1.2). */
export default defineOracle({
  requirement: 'OTA-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { push, datagram } = encoding;
      if (documentTypeOf(push) === null || datagram.contentType === '') return [];
      const body = bodyOf(encoding);
      const isBinary = body.length > 0 && (body[0] ?? 0) <= LAST_VERSION;
      const is = isBinary ? 'WBXML' : parseXml(body, datagram.charset).root === null ? 'neither' : 'XML';
      const isText = datagram.contentType === push.media || ANY_XML.includes(datagram.contentType);
      const agrees = (saysBinary(encoding) && is === 'WBXML') || (isText && is === 'XML');
      return said(encoding, agrees ? 'pass' : 'fail', EXPECTED, `${datagram.contentType} with ${is}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 6a 00 85 0b 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
    `# passed on as text (AMB-39)
     let X = text "<sl href='https://example.org/x'/>"
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=X
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 af + X`,
  ],
  rejects: [
    `# text/vnd.wap.sl with WBXML
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 af af 82 02 06 6a 00 85 0b 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
    `# application/vnd.wap.slc with XML
     let X = text "<sl href='https://example.org/x'/>"
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=X
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 b0 + X`,
  ],
});
