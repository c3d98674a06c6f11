import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'quotes the whole of an offending message',
  violates: ['PAP-BAD-004'],
  also: [],
  wrap: saying('response', inBody([/bad-message-fragment="/, `bad-message-fragment="${'x'.repeat(200)}`])),
});
