import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'finds the place of a message only behind the other fields',
  violates: ['OTA-030'],
  also: ['RSM-001', 'OTA-022'],
  policy: {
    read: (datagram) => {
      const read = referencePolicy.read(datagram);
      return read?.received.kind === 'mms' && read.push.body[7] === 0x83 ? null : read;
    },
  },
});
