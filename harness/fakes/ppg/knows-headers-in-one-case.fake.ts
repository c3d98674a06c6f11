import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'does not know a header of a part in lower case',
  violates: ['PAP-SUB-036'],
  also: [],
  wrap: hearing(inBody([/\ncontent-type: application\/octet-stream/, '\nx: y'])),
});
