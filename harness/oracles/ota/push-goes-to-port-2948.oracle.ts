import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';
import { ports } from '../../wire/sm/udh.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';
import type { Submission } from '../submissions.ts';

/** WAP push, connectionless (OTA 6). */
const PUSH_PORT = 2948;
const EXPECTED = `destination port ${PUSH_PORT}, in a user data header or in a TLV`;

/** A push is addressed to port 2948 of the handset; the source port is free (OTA 6). */
export default defineOracle({
  requirement: 'OTA-003',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const stated = destinationPorts(encoding.submission);
      const verdict = stated.length > 0 && stated.every((port) => port === PUSH_PORT) ? 'pass' : 'fail';
      return said(encoding, verdict, EXPECTED, stated.length === 0 ? 'no port at all' : stated.join(' and '));
    }),
  accepts: [
    `let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 source_port=49999 destination_port=2948 message_payload=hex 01 06 03 be af 84 + B`,
    `let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm    sequence_number=7 esm_class=0x42 short_message=hex 06 05 04 0b84 23f0 01 06 03 be af 84 + B`,
  ],
  rejects: [
    `# swapped
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 source_port=2948 destination_port=9200 message_payload=hex 01 06 03 be af 84 + B`,
    `let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm    sequence_number=7 esm_class=0x42 short_message=hex 06 05 04 23f0 0b84 01 06 03 be af 84 + B`,
    `# none
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});

function destinationPorts({ pdu, carried: { udh } }: Submission): readonly number[] {
  const inHeader = udh === null ? null : ports(udh);
  const inTlv = tlvUint(pdu, 'destination_port');
  return [...(inHeader === null ? [] : [inHeader.destination]), ...(inTlv === undefined ? [] : [inTlv])];
}
