import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { asItCame } from './as-it-came.ts';
import { believed } from './believed.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'finds a set of 0 segments complete at once, and shows it',
  violates: ['RSM-006'],
  also: [],
  policy: {
    concatenationOf: (udh) => believed(udh, ({ index, total }) => total === 0 || (index > 0 && index <= total)),
    read: (datagram) => (datagram.length === 0 ? asItCame(datagram) : referencePolicy.read(datagram)),
    takes: (read) => read.received.kind === 'other' || referencePolicy.takes(read),
  },
});
