import { defineFake } from '../define.ts';
import { saying, inHead } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'says that its PAP answers are HTML',
  violates: ['PAP-SUB-010'],
  also: [],
  wrap: saying('response', inHead(['application/xml', 'text/html'])),
});
