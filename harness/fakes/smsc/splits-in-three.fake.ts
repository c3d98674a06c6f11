import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'makes three segments of what two hold',
  violates: ['SEG-026'],
  also: ['SEG-021'],
  policy: {
    slice: (payload, capacity, alphabet) =>
      payload.length <= 2 * capacity && alphabet === '8bit'
        ? sliceGreedily(payload, Math.ceil(payload.length / 3), alphabet)
        : sliceGreedily(payload, capacity, alphabet),
  },
});
