import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes when it received a push in the time of its zone',
  violates: ['PAP-NTF-014'],
  also: ['PAP-NTF-015'],
  wrap: saying('request', inBody([/(received-time="[0-9-]{10})T03/, '$1T11'])),
});
