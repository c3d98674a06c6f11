import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a status query for the first recipient only',
  violates: ['PAP-QRY-003'],
  also: [],
  wrap: saying(
    'response',
    inBody([/(<\/statusquery-result>\s*)<statusquery-result[\s\S]*<\/statusquery-result>\s*/, '$1']),
  ),
});
