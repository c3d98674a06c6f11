import { defineFake } from '../define.ts';
import { hearing, inHead } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reads on behind a request whose lengths contradict each other',
  violates: ['SEC-006'],
  also: [],
  wrap: hearing(inHead([/\r\n$/, '\r\nX-Read: yes\r\n'])),
});
