import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'fills segments of UCS2 text with octets, half a unit where the room is odd',
  violates: ['SEG-017'],
  also: ['SEG-018'],
  policy: {
    slice: (payload, capacity, alphabet) => sliceGreedily(payload, capacity, alphabet === 'ucs2' ? '8bit' : alphabet),
  },
});
