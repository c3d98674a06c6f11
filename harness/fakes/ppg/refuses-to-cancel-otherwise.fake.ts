import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a cancellation of a suspended push with 3003',
  violates: ['PAP-CAN-006'],
  also: [],
  wrap: saying('response', inBody([/(<cancel-result code=")2008/, '$13003'])),
});
