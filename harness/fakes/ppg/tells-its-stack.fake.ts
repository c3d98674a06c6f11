import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'tells in a refusal where in its program that was',
  violates: ['SEC-010'],
  also: [],
  wrap: saying('response', inBody(['desc="Bad request: ', 'desc="Bad request at parse (/opt/ppg/xml.js:10:5): '])),
});
