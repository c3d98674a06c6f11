import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';
import { codeOf, DEFAULT_APPLICATION } from '../../wire/wsp/applications.table.ts';
import type { Push } from '../pushes.ts';

const HEADER = 'x-wap-application-id';
/** From here on operators give numbers of their own (OMNA). */
const VENDOR_RANGE = 0x8000;

/** The application id of a push is carried, as its registered number or as the URN; the default may be left out (OTA 6). */
export default defineOracle({
  requirement: 'OTA-007',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const wanted = applicationOf(encoding.push);
      const { datagram } = encoding;
      if (wanted === null || datagram.problems.length > 0) return [];
      const isDefault = nameOf(wanted) === nameOf(DEFAULT_APPLICATION);
      const expected = `${wanted}${isDefault ? ', or no such header' : ''}`;
      const carried = datagram.headers.find(({ name }) => name === HEADER);
      if (carried === undefined) return said(encoding, isDefault ? 'pass' : 'fail', expected, 'no such header');
      const is = carried.value.toLowerCase();
      if (is === wanted || (codeOf(is) !== undefined && nameOf(is) === nameOf(wanted)))
        return said(encoding, 'pass', expected, carried.value);
      const isOwnNumber = codeOf(wanted) === undefined && /^0x/.test(is) && Number(is) >= VENDOR_RANGE;
      return isOwnNumber
        ? said(encoding, 'inconc', expected, `${is}, a number of the operator's own: whose, is not known here`)
        : said(encoding, 'fail', expected, carried.value);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message application-id=x-wap-application:mms.ua content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82`,
    `# the default, left out
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain application-id=x-wap-application:wml.ua content=hex 61 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 83 61 62`,
    `# written short by its PI, as is met in the field
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message application-id=mms.ua content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82`,
    `# the URN
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain application-id=x-wap-application:example.ua content=hex 61 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 1f 83 af + text "x-wap-application:example.ua" + hex 00 61 62`,
  ],
  inconclusive: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain application-id=x-wap-application:example.ua content=hex 61 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 05 83 af 02 90 01 61 62`,
  ],
  rejects: [
    `# another number
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message application-id=x-wap-application:mms.ua content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 82 8c 82`,
    `# lost
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message application-id=x-wap-application:mms.ua content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 be 8c 82`,
  ],
});

function applicationOf({ request }: Push): string | null {
  const headers = request.message.pap.content?.headers ?? [];
  return (
    headers
      .find(([name]) => name.toLowerCase() === HEADER)?.[1]
      .trim()
      .toLowerCase() ?? null
  );
}

/** The end of an id: what stands before it is met in several forms, or not at all. */
function nameOf(id: string): string {
  return id.split(':').at(-1) ?? id;
}
