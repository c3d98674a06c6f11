import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'drops a push that has a header which it does not know',
  violates: ['OTA-021'],
  also: ['RSM-001'],
  policy: {
    read: (datagram) => {
      const read = referencePolicy.read(datagram);
      return read?.push.headers.some(({ name }) => name.startsWith('0x') || name === 'x-foo') === true ? null : read;
    },
  },
});
