import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes octets that are no UTF-8 for characters',
  violates: ['SEC-007'],
  also: [],
  wrap: hearing(inBody([/\xff\xfe/g, '?'])),
});
