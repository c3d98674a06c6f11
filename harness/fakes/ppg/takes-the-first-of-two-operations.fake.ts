import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does the first of two operations in one document',
  violates: ['PAP-SUB-012'],
  also: [],
  wrap: hearing(inBody([/(<\/push-message>\s*)<cancel-message[^>]*>/, '$1'])),
});
