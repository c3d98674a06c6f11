import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'leaves quality-of-service out of its notifications',
  violates: ['PAP-NTF-006'],
  also: [],
  wrap: saying('request', inBody([/<quality-of-service[^>]*\/>\s*/, ''])),
});
