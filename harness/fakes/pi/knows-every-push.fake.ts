import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'answers a notification of an unknown push with 1000',
  violates: ['PAP-NTF-017'],
  also: [],
  wrap: saying('response', inBody([/(push-id="foreign[^"]*" code=")2000/, '$11000'])),
});
