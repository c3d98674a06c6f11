import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a push over SMS though it requires another bearer',
  violates: ['PAP-SUB-024'],
  also: [],
  wrap: hearing(inBody(['bearer="CSD"', 'bearer="SMS"'])),
});
