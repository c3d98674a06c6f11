import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'ends a push that fills all its segments with an empty one',
  violates: ['SEG-005'],
  also: [],
  policy: {
    slice: (payload, capacity, alphabet) => {
      const pieces = sliceGreedily(payload, capacity, alphabet);
      return payload.length % capacity === 0 ? [...pieces, new Uint8Array(0)] : pieces;
    },
  },
});
