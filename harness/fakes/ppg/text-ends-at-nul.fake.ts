import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes NUL for the end of a text',
  violates: ['SEC-007'],
  also: [],
  wrap: hearing(inBody(['source-reference="\0', 'source-reference="'])),
});
