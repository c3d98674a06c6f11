import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a push over GSM though it requires another network',
  violates: ['PAP-SUB-024'],
  also: [],
  wrap: hearing(inBody(['network="PDC"', 'network="GSM"'])),
});
