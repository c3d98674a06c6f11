import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'loses the last octet of a push that fills all its segments',
  violates: ['SEG-004'],
  also: ['CLM-1', 'STP-04', 'SMPP-TLV-006'],
  policy: {
    slice: (payload, capacity, alphabet) =>
      sliceGreedily(payload.length % capacity === 0 ? payload.subarray(0, -1) : payload, capacity, alphabet),
  },
});
