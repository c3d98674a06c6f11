import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a push that it submits with a code of class 2',
  violates: ['PAP-SUB-011'],
  also: [],
  wrap: saying('response', inBody(['code="1001"', 'code="2001"'])),
});
