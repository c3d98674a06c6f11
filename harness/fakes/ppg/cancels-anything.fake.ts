import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a cancellation of an unknown push with 1000',
  violates: ['PAP-CAN-002'],
  also: [],
  wrap: saying('response', inBody([/(<cancel-result code=")2004/, '$11000'])),
});
