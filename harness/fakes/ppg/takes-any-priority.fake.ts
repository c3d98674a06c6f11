import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reads a priority that PAP does not have as medium',
  violates: ['PAP-SUB-015'],
  also: [],
  wrap: hearing(inBody([/priority="(?!high|medium|low)[a-z]+"/, 'priority="medium"'])),
});
