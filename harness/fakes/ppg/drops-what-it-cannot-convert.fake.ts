import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'says 1001 to a document that cannot be converted, and drops it',
  violates: ['PAP-SUB-022'],
  also: ['PAP-SUB-040', 'STP-09', 'PAP-SUB-037'],
  wrap: saying('response', inBody(['code="3006"', 'code="1001"'])),
});
