import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'echoes low where the push said no priority',
  violates: ['PAP-SUB-016'],
  also: [],
  wrap: saying('request', inBody(['priority="medium"', 'priority="low"'])),
});
