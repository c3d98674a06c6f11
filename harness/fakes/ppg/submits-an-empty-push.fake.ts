import { defineFake } from '../define.ts';
import { hearing } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits a push without content as an empty one',
  violates: ['PAP-SUB-021'],
  also: [],
  wrap: hearing(({ start, body }) => {
    const isEmpty = body.includes('<push-message') && !/\r\n--[^\r]+\r\nContent-Type: (?!application\/xml)/.test(body);
    const whole = body.startsWith('--') ? body : `--b\r\nContent-Type: application/xml\r\n\r\n${body}\r\n--b--\r\n`;
    const content = (boundary: string): string =>
      `\r\n${boundary}\r\nContent-Type: text/plain\r\n\r\n\r\n${boundary}--\r\n`;
    if (!isEmpty) return { start, body };
    return {
      start: start.replace('application/xml', 'multipart/related; boundary=b'),
      body: whole.replace(/\r\n(--[^\r]+)--\r\n$/, (_, boundary: string) => content(boundary)),
    };
  }),
});
