import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes times with the offset of its zone',
  violates: ['PAP-NTF-015'],
  also: [],
  wrap: saying('response', inBody([/(reply-time="[0-9-]{10}T)03([:0-9]{6})Z/, '$111$2+08:00'])),
});
