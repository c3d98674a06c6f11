import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does not know wappush in lower case',
  violates: ['PAP-SUB-041'],
  also: [],
  wrap: hearing(inBody(['wappush=', 'wap-push='])),
});
