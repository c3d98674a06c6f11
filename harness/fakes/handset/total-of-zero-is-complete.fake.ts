import { isPush } from '../../reference-impl/handset/inbox.ts';
import { believed } from './believed.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'finds a set of 0 segments complete at once, and shows it',
  violates: ['RSM-006'],
  also: [],
  policy: {
    concatenationOf: (udh) => believed(udh, ({ index, total }) => total === 0 || (index > 0 && index <= total)),
    shows: (datagram) => datagram.length === 0 || isPush(datagram),
  },
});
