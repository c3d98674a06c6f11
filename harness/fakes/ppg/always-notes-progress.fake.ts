import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives progress notes that nobody requested',
  violates: ['PAP-SUB-031'],
  also: [],
  wrap: saying('response', inBody(['<response-result', '<progress-note stage="pending"/><response-result'])),
});
