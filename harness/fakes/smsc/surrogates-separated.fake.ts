import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'cuts UCS2 text between any two units',
  violates: ['SEG-018'],
  also: [],
  policy: {
    slice: (payload, capacity, alphabet) =>
      alphabet === 'ucs2'
        ? sliceGreedily(payload, capacity - (capacity % 2), '8bit')
        : sliceGreedily(payload, capacity, alphabet),
  },
});
