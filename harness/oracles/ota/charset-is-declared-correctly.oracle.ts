import { defineOracle } from '../define.ts';
import { bodyOf, documentIn, encodings, said, saysBinary, wbxmlOf, type Encoding } from '../encodings.ts';
import { sameDocument } from '../pushes.ts';
import type { Finding } from '../../trace/finding.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { charsetName, charsetNumber } from '../../wire/wsp/charsets.table.ts';
import type { WbxmlElement } from '../../wire/wsp/wbxml.ts';

const EXPECTED = 'text in the charset that is declared for it';
/** Charsets that a wrongly labelled document is tried in: UTF-8, ISO-8859-1, UTF-16. */
const CANDIDATES: readonly number[] = [106, 4, 1015];

/** The charset of a document's text is the one that its content type or its WBXML header declares (WSP 8.4.2.24). */
export default defineOracle({
  requirement: 'OTA-008',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const written = documentIn(encoding.push);
      // Of ASCII alone nearly every label is true.
      if (written === null || !/[^\0-\x7f]/.test(JSON.stringify(written))) return [];
      if (encoding.datagram.contentType === '') return [];
      return saysBinary(encoding) ? judgedBinary(encoding, written) : judgedText(encoding, written);
    }),
  accepts: [
    `# charset parameter and WBXML header say UTF-8
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 03 b0 81 ea 02 06 6a 00 85 08 03 c3 a9 00 01`,
    `# left to WBXML, which says ISO-8859-1 (AMB-44)
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 b0 02 06 04 00 85 08 03 e9 00 01`,
    `# left to the content type
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 03 b0 81 84 02 06 00 00 85 08 03 e9 00 01`,
    `# as text
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 03 af 81 84 3c 73 6c 20 68 72 65 66 3d 27 e9 27 2f 3e`,
  ],
  rejects: [
    `# UTF-8 label on ISO-8859-1 octets
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 b0 02 06 6a 00 85 08 03 e9 00 01`,
    `# the other way round
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 b0 02 06 04 00 85 08 03 c3 a9 00 01`,
    `# a charset parameter that contradicts
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 03 b0 81 84 02 06 6a 00 85 08 03 c3 a9 00 01`,
    `# as text, with a label that is not its own
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=hex 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 03 af 81 84 3c 73 6c 20 68 72 65 66 3d 27 c3 a9 27 2f 3e`,
  ],
});

function judgedBinary(encoding: Encoding, written: WbxmlElement): readonly Finding[] {
  const readIn = (charset: number | null): boolean => {
    const { root } = wbxmlOf(encoding, charset);
    return root !== null && sameDocument(written, root);
  };
  const { charset, problems } = wbxmlOf(encoding, null);
  if (problems[0]?.field === 'charset') return said(encoding, 'inconc', EXPECTED, problems[0].what);
  if (!readIn(null)) {
    const is = CANDIDATES.find(readIn);
    // Another document: that is not this rule's matter.
    if (is === undefined) return [];
    return said(encoding, 'fail', EXPECTED, `${charsetName(charset)} declared, ${charsetName(is)} written`);
  }
  const parameter = encoding.datagram.charset;
  if (parameter === null || parameter === '*') return said(encoding, 'pass', EXPECTED, charsetName(charset));
  const number = charsetNumber(parameter);
  if (number === undefined) return said(encoding, 'inconc', EXPECTED, `${parameter} is not known here`);
  if (number === charset || readIn(number)) return said(encoding, 'pass', EXPECTED, parameter);
  return wbxmlOf(encoding, number).problems[0]?.field === 'charset'
    ? said(encoding, 'inconc', EXPECTED, `${parameter} is not read here`)
    : said(encoding, 'fail', EXPECTED, `${parameter} by the content type, ${charsetName(charset)} by the document`);
}

function judgedText(encoding: Encoding, written: WbxmlElement): readonly Finding[] {
  const { charset } = encoding.datagram;
  const readIn = (name: string | null): boolean => {
    const { root } = parseXml(bodyOf(encoding), name);
    return root !== null && sameDocument(written, root);
  };
  if (readIn(charset)) return said(encoding, 'pass', EXPECTED, charset ?? 'as the document says itself');
  const isOther = charset !== null && (readIn(null) || ['utf-8', 'iso-8859-1', 'utf-16'].some(readIn));
  return isOther ? said(encoding, 'fail', EXPECTED, `${charset} declared, and it is not`) : [];
}
