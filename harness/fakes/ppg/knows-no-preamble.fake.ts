import { defineFake } from '../define.ts';
import { hearing } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does not find the parts behind a preamble',
  violates: ['PAP-SUB-036'],
  also: [],
  wrap: hearing(({ start, body }) => ({
    start,
    body: start.includes('multipart') && !body.startsWith('--') ? '' : body,
  })),
});
