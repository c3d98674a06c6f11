import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'leaves event-time out of its answers to status queries',
  violates: ['PAP-QRY-004'],
  also: [],
  wrap: saying('response', inBody([/(<statusquery-result) event-time="[^"]*"/g, '$1'])),
});
