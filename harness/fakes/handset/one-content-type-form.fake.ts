import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'reads an indication only where its content type says its charset, too',
  violates: ['OTA-020'],
  also: ['RSM-001', 'OTA-021'],
  policy: {
    read: (datagram) => {
      const read = referencePolicy.read(datagram);
      return read?.received.kind === 'si' && read.push.charset === null ? null : read;
    },
  },
});
