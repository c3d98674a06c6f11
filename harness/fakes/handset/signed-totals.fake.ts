import { believed } from './believed.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'reads total and index as signed octets',
  violates: ['RSM-018'],
  also: ['RSM-011'],
  policy: { concatenationOf: (udh) => believed(udh, ({ index, total }) => index > 0 && index <= total && total < 128) },
});
