import { believed } from './believed.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes any index but 0 for a segment of the set',
  violates: ['RSM-005'],
  also: ['RSM-011'],
  policy: { concatenationOf: (udh) => believed(udh, ({ index, total }) => index > 0 && total > 0) },
});
