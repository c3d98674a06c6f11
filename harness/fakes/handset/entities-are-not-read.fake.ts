import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'drops a document that has an entity',
  violates: ['OTA-024'],
  also: ['RSM-001'],
  policy: {
    read: (datagram) => {
      const read = referencePolicy.read(datagram);
      if (read?.received.kind !== 'si' || read.received.created !== null || read.received.expires !== null) return read;
      return read.push.body.includes(0x02, 4) ? null : read;
    },
  },
});
