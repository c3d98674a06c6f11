import { defineFake } from '../define.ts';
import { inHead, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'posts its notifications to the host of the URL, whatever its path',
  violates: ['PAP-NTF-003'],
  also: ['PAP-NTF-011', 'PAP-NTF-017'],
  wrap: saying('request', inHead([/^POST \S+/, 'POST /'])),
});
