import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'writes an ampersand as it is',
  violates: ['PAP-SUB-006'],
  also: ['PAP-SUB-003', 'STP-01'],
  wrap: saying('request', inBody(['&amp;', '&'])),
});
