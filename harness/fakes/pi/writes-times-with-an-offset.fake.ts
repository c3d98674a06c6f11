import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'writes timestamps with the offset of its zone',
  violates: ['PAP-SUB-005'],
  also: ['PAP-SUB-003', 'STP-01'],
  wrap: saying('request', inBody([/(deliver-before-timestamp="[^"]*)Z/, '$1+00:00'])),
});
