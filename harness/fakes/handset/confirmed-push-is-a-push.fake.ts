import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes a confirmed push for a push',
  violates: ['OTA-033'],
  also: [],
  policy: {
    read: (datagram) =>
      referencePolicy.read(datagram[1] === 0x07 ? datagram.map((octet, at) => (at === 1 ? 0x06 : octet)) : datagram),
  },
});
