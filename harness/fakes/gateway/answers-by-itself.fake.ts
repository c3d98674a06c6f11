import { fromLatin1 } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'gateway',
  summary: 'answers with a page of its own in place of what was asked for',
  violates: ['STP-12'],
  also: [],
  policy: {
    own: () => ({ status: 200, reason: 'OK', headers: [], body: fromLatin1('welcome') }),
  },
});
