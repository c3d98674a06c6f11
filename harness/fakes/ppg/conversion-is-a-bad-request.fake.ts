import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a document that cannot be converted with 2000',
  violates: ['PAP-SUB-040'],
  also: [],
  wrap: saying('response', inBody(['code="3006"', 'code="2000"'])),
});
