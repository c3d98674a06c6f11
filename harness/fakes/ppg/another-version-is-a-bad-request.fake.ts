import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a version that it does not have with 2000',
  violates: ['PAP-SUB-027'],
  also: [],
  wrap: saying('response', inBody(['code="3002"', 'code="2000"'])),
});
