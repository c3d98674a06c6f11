import { defineOracle } from '../define.ts';
import { documentIn, encodings, said, saysBinary, type Encoding } from '../encodings.ts';

const EXPECTED = 'the binary type of the document';

/** An SI, SL, CO or EMN in text form goes out in binary form, unless its PI forbids that (PPG 6.1.2). */
export default defineOracle({
  requirement: 'OTA-014',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { contentType } = encoding.datagram;
      if (documentIn(encoding.push) === null || contentType === '' || mustStayText(encoding)) return [];
      return said(encoding, saysBinary(encoding) ? 'pass' : 'fail', EXPECTED, contentType);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 6a 00 85 0b 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
  ],
  rejects: [
    `let X = text "<sl href='https://example.org/x'/>"
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=X
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 af + X`,
  ],
});

function mustStayText({ push }: Encoding): boolean {
  const headers = push.request.message.pap.content?.headers ?? [];
  return headers.some(([name, value]) => name.toLowerCase() === 'cache-control' && /\bno-transform\b/i.test(value));
}
