import { defineFake } from '../define.ts';
import { deafTo } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'takes an answer with an unknown code for none',
  violates: ['PAP-BAD-003'],
  also: ['PAP-SUB-004'],
  wrap: deafTo(/code="1999"/),
});
