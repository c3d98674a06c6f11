import { MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { concat8Ie } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'marks a lone message as the first of one',
  violates: ['SEG-001'],
  also: [],
  policy: {
    elements: ({ kept, concatenation }) => [...kept, concatenation ?? concat8Ie(1, 1, 1)],
    fitsOne: (octets) => octets <= MAX_UD_OCTETS,
  },
});
