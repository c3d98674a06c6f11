import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';

const EXPECTED = 'no Push-Flag, or one of bits 0x01 (authenticated), 0x02 (trusted) and 0x04 (last), not all zero';
const KNOWN_BITS = 0x07;

/** Push-Flag has the three bits that are defined, and is left out when all are zero (OTA). */
export default defineOracle({
  requirement: 'OTA-010',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { datagram } = encoding;
      if (datagram.problems.length > 0) return [];
      const flag = datagram.headers.find(({ name }) => name === 'push-flag');
      if (flag === undefined) return said(encoding, 'pass', EXPECTED, 'none');
      const bits = /^\d+$/.test(flag.value) ? Number(flag.value) : 0;
      return said(encoding, bits > 0 && bits <= KNOWN_BITS ? 'pass' : 'fail', EXPECTED, `Push-Flag ${flag.value}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82`,
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 05 be af 84 b4 84 8c 82`,
  ],
  rejects: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 05 be af 84 b4 80 8c 82`,
    `# reserved bits
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 05 be af 84 b4 88 8c 82`,
  ],
});
