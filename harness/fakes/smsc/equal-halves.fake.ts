import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'shares a push out evenly among its segments',
  violates: ['SEG-021'],
  also: [],
  policy: {
    slice: (payload, capacity, alphabet) => {
      const share = Math.ceil(payload.length / Math.ceil(payload.length / capacity));
      return sliceGreedily(payload, Math.min(capacity, share + (share % 2)), alphabet);
    },
  },
});
