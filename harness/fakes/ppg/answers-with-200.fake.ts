import { defineFake } from '../define.ts';
import { saying, inHead } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends its PAP answers with HTTP 200',
  violates: ['PAP-SUB-039'],
  also: [],
  wrap: saying('response', inHead(['202 Accepted', '200 OK'])),
});
