import { defineOracle } from '../define.ts';
import { documentIn, encodings, said, saysBinary, wbxmlOf } from '../encodings.ts';
import { sameDocument } from '../pushes.ts';

const EXPECTED = 'WBXML that decodes to the pushed document: elements, attributes, text';

/** A document that was turned into WBXML is the same document, in whatever equivalent coding (WAP-192, 167, 168, 175). */
export default defineOracle({
  requirement: 'OTA-005',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const written = documentIn(encoding.push);
      if (written === null || !saysBinary(encoding)) return [];
      const { root, problems } = wbxmlOf(encoding, null);
      const [problem] = problems;
      if (root === null) {
        const actual = `${problem?.field ?? 'document'} at octet ${problem?.offset ?? 0}: ${problem?.what ?? 'empty'}`;
        return said(encoding, problem?.field === 'charset' ? 'inconc' : 'fail', EXPECTED, actual);
      }
      return sameDocument(written, root)
        ? said(encoding, 'pass', EXPECTED, 'the same document')
        : said(encoding, 'fail', EXPECTED, `another document: ${JSON.stringify(root).slice(0, 400)}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://www.example.org/x' action='execute-low'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 6a 00 85 0c 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
    `# a string table, the shortest prefix, version 1.3
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://www.example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 03 06 6a 1a + text "https://www.example.org/x\\x00" + hex 85 08 83 00 05 01`,
  ],
  inconclusive: [
    `# a charset that is not read here
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 87 69 00 85 0b 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
  ],
  rejects: [
    `# https://www. coded as http://www.
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://www.example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 6a 00 85 0a 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
    `# the element is never closed
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://www.example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 b0 af 82 02 06 6a 00 85 0c 03 65 78 61 6d 70 6c 65 00 88 03 78 00`,
  ],
});
