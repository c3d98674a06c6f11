import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'quotes an offending message as it came',
  violates: ['PAP-BAD-002'],
  also: [],
  wrap: saying('response', inBody([/(bad-message-fragment="[^"]*?)&lt;/, '$1<'])),
});
