import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a status query for an unknown push with delivered',
  violates: ['PAP-QRY-002'],
  // Of what has not happened it has no time to tell.
  also: ['PAP-QRY-004'],
  wrap: saying('response', inBody(['message-state="unknown" code="2004"', 'message-state="delivered" code="1000"'])),
});
