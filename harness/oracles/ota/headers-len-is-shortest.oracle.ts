import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';
import { readUintvar, writeUintvar } from '../../wire/wsp/uintvar.ts';

const EXPECTED = 'HeadersLen without a leading 80';

/** HeadersLen is the shortest uintvar of its value (WSP 8.1.2). */
export default defineOracle({
  requirement: 'OTA-013',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { octets } = encoding;
      const reading = readUintvar(octets, 2, octets.length);
      if (octets[1] !== 0x06 || 'problem' in reading) return [];
      const [took, needs] = [reading.next - 2, writeUintvar(reading.value).length];
      return said(encoding, took === needs ? 'pass' : 'fail', EXPECTED, `${reading.value} in ${took} octets`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82`,
  ],
  rejects: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 80 03 be af 84 8c 82`,
  ],
});
