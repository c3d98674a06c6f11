import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does not find a version that the list names with a star',
  violates: ['PAP-SUB-028'],
  also: [],
  wrap: hearing(inBody(['supported-versions="2.*"', 'supported-versions="9.9"'])),
});
