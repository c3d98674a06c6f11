import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does not read an address with a domain behind a number that ends in 5',
  violates: ['PAP-SUB-019'],
  also: [],
  wrap: hearing(inBody([/5\/TYPE=PLMN@[a-z.]+/, '5x/TYPE=PLMN'])),
});
