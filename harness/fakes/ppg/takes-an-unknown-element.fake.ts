import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'passes over an element that PAP does not have',
  violates: ['PAP-SUB-012'],
  also: [],
  wrap: hearing(inBody(['<recipient/>', ''])),
});
