import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a push that it submits with a code of class 2',
  violates: ['PAP-SUB-011'],
  // Whoever refuses every push refuses those that must be taken, and tells the result of what it refused.
  also: ['PAP-NTF-002', 'PAP-SUB-025', 'PAP-SUB-036', 'SEC-002', 'SEC-003', 'SEC-011'],
  wrap: saying('response', inBody(['code="1001"', 'code="2001"'])),
});
