import { defineOracle } from '../define.ts';
import { documentIn, documentTypeOf, encodings, said, saysBinary, wbxmlOf } from '../encodings.ts';
import { isDateTime } from '../../wire/pap/content-model.ts';
import { toHex } from '../../wire/octets.ts';
import { documentTypes } from '../../wire/wsp/documents.ts';
import type { WbxmlElement } from '../../wire/wsp/wbxml.ts';

const EXPECTED = 'OPAQUE with the digits YYYYMMDDhhmmss, two an octet, without zero octets at the end';

/** Dates in WBXML are packed digits without trailing zero octets (WAP-167, 9). */
export default defineOracle({
  requirement: 'OTA-006',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const written = documentIn(encoding.push);
      const type = documentTypeOf(encoding.push);
      if (written === null || type === null || !saysBinary(encoding)) return [];
      const { dates: names } = documentTypes[type];
      const wanted = datesIn(written, names);
      if (wanted.length === 0) return [];
      const { root, dates, problems } = wbxmlOf(encoding, null);
      const [problem] = problems;
      if (problem !== undefined && names.includes(problem.field)) return said(encoding, 'fail', EXPECTED, problem.what);
      if (root === null) return [];
      const text = dates.find(({ coding }) => coding === 'text');
      if (text !== undefined) return said(encoding, 'fail', EXPECTED, `${text.attribute} as a string`);
      const longer = dates.find(({ octets }) => octets.at(-1) === 0);
      if (longer !== undefined) return said(encoding, 'fail', EXPECTED, `${longer.attribute}: ${toHex(longer.octets)}`);
      const read = datesIn(root, names);
      const wrong = wanted.find((date) => !read.includes(date));
      return wrong === undefined
        ? said(encoding, 'pass', EXPECTED, dates.map(({ octets }) => toHex(octets)).join(', '))
        : said(encoding, 'fail', EXPECTED, `${read.join(', ')} in place of ${wrong}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.emn+xml content=text "<emn mailbox='mailat:a@b' timestamp='2026-01-09T00:00:10Z'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 06 03 02 03 0a af 89 02 0d 6a 00 85 07 03 61 40 62 00 05 c3 07 20 26 01 09 00 00 10 01`,
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.emn+xml content=text "<emn mailbox='mailat:a@b' timestamp='2026-01-09T00:00:00Z'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 06 03 02 03 0a af 89 02 0d 6a 00 85 07 03 61 40 62 00 05 c3 04 20 26 01 09 01`,
  ],
  rejects: [
    `# zeros removed in the middle
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.emn+xml content=text "<emn mailbox='mailat:a@b' timestamp='2026-01-09T00:00:10Z'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 06 03 02 03 0a af 89 02 0d 6a 00 85 07 03 61 40 62 00 05 c3 05 20 26 01 09 10 01`,
    `# zeros left at the end
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.emn+xml content=text "<emn mailbox='mailat:a@b' timestamp='2026-01-09T00:00:00Z'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 06 03 02 03 0a af 89 02 0d 6a 00 85 07 03 61 40 62 00 05 c3 07 20 26 01 09 00 00 00 01`,
    `# an inline string
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.emn+xml content=text "<emn mailbox='mailat:a@b' timestamp='2026-01-09T00:00:10Z'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 06 03 02 03 0a af 89 02 0d 6a 00 85 07 03 61 40 62 00 05 03 + text "2026-01-09T00:00:10Z" + hex 00 01`,
  ],
});

function datesIn(element: WbxmlElement, names: readonly string[]): readonly string[] {
  const own = names.flatMap((name) => element.attributes[name] ?? []).filter(isDateTime);
  return [...own, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : datesIn(child, names)))];
}
