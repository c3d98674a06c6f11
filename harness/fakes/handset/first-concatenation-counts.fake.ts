import { concatenation } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes the first of two concatenation elements',
  violates: ['RSM-015'],
  also: [],
  policy: { concatenationOf: (udh) => concatenation({ ...udh, ies: [...udh.ies].reverse() }) },
});
