import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes letters out of a number',
  violates: ['PAP-SUB-018'],
  also: [],
  wrap: hearing(inBody([/(WAPPUSH=\+[0-9]+)a\//, '$1/'])),
});
