import { believed } from './believed.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes index 0 for a segment of the set',
  violates: ['RSM-005'],
  also: ['RSM-011'],
  policy: { concatenationOf: (udh) => believed(udh, ({ index, total }) => index <= total && total > 0) },
});
