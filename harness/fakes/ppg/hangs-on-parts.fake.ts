import { defineFake } from '../define.ts';
import { deafTo } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'hangs on parts without number',
  violates: ['SEC-011'],
  also: [],
  wrap: deafTo(/(?:\r\n--pushproof-post\r\n\r\n){100}/),
});
