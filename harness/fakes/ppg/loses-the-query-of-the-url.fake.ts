import { defineFake } from '../define.ts';
import { inHead, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'leaves out the query of the URL that it notifies',
  violates: ['PAP-NTF-003'],
  also: [],
  wrap: saying('request', inHead([/^POST ([^\s?]+)\?\S*/, 'POST $1'])),
});
