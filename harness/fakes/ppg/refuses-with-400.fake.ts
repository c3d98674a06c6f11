import { defineFake } from '../define.ts';
import { saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'puts its refusals into HTTP 400',
  violates: ['PAP-SUB-010'],
  also: [],
  wrap: saying('response', ({ start, body }) => ({
    start: /code="2\d{3}"/.test(body) ? start.replace('202 Accepted', '400 Bad Request') : start,
    body,
  })),
});
