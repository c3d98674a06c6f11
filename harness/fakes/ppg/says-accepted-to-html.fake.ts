import { defineFake } from '../define.ts';
import { saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers what is no PAP with an empty 202',
  violates: ['PAP-BAD-001'],
  also: [],
  wrap: saying('response', (message) =>
    message.body.includes('root element') ? { start: 'HTTP/1.1 202 Accepted\r\n', body: '' } : message,
  ),
});
