import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'cuts text wherever a segment is full, between an escape and what it announces, too',
  violates: ['SEG-016'],
  also: [],
  policy: {
    slice: (payload, capacity, alphabet) => sliceGreedily(payload, capacity, alphabet === 'gsm7' ? '8bit' : alphabet),
  },
});
