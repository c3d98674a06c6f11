import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'leaves the query-id out of its ccq-response',
  violates: ['PAP-CCQ-001'],
  also: [],
  wrap: saying('response', inBody([/(<ccq-response) query-id="[^"]*"/, '$1'])),
});
