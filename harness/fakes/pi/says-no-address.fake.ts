import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'submits a push without an address',
  violates: ['PAP-SUB-003'],
  also: ['STP-01'],
  wrap: saying('request', inBody([/<address address-value="[^"]*"\/>(?=[\s\S]*<quality)/, ''])),
});
