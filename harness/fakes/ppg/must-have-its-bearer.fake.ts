import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'refuses a push that names another bearer, required or not',
  violates: ['PAP-SUB-025'],
  also: [],
  wrap: hearing(inBody(['bearer="GPRS"', 'bearer="GPRS" bearer-required="true"'])),
});
