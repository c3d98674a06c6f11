import { defineFake } from '../define.ts';
import { inHead, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers another path with 400',
  violates: ['PAP-SUB-042'],
  also: [],
  wrap: saying('response', inHead(['404 Not Found', '400 Bad Request'])),
});
