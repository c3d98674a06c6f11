import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes the time of its zone, eight hours ahead',
  violates: ['PAP-NTF-015'],
  also: [],
  wrap: saying('response', inBody([/(reply-time="[0-9-]{10})T03/, '$1T11'])),
});
