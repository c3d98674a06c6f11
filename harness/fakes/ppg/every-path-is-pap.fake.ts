import { defineFake } from '../define.ts';
import { hearing, inHead } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push on any path',
  violates: ['PAP-SUB-033'],
  also: ['PAP-SUB-042'],
  wrap: hearing(inHead([/^POST \S+/, 'POST /pap'])),
});
