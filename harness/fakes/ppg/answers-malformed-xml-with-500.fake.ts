import { defineFake } from '../define.ts';
import { saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a document that is not well-formed with HTTP 500',
  violates: ['PAP-SUB-013'],
  also: ['PAP-SUB-040', 'PAP-SUB-010', 'PAP-SUB-022'],
  wrap: saying('response', (message) =>
    message.body.includes('close') ? { start: 'HTTP/1.1 500 Internal Server Error\r\n', body: '' } : message,
  ),
});
