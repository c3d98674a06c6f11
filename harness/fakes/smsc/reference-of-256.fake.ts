import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { concat } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'writes the reference after 255 in two octets of the 8-bit element',
  violates: ['SEG-009'],
  also: ['SEG-012', 'SEG-004', 'CLM-1', 'STP-08a', 'SEG-002', 'STP-04', 'SEG-008', 'SEG-021', 'SEG-026'],
  policy: {
    // 255 is followed by 0, as it must be; its element has another octet in front.
    elements: ({ kept, concatenation }) => {
      if (concatenation === null) return kept;
      const { iei, octets } = concatenation;
      return [...kept, octets[0] === 0 ? { iei, octets: concat(Uint8Array.of(1), octets) } : concatenation];
    },
    slice: (payload, capacity, alphabet) => sliceGreedily(payload, capacity - 1, alphabet),
  },
});
