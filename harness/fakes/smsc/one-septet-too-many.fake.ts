import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'puts 154 septets of text behind a header of six octets, where 153 fit',
  violates: ['SEG-014'],
  also: [],
  policy: {
    slice: (payload, capacity, alphabet) =>
      sliceGreedily(payload, alphabet === 'gsm7' ? capacity + 1 : capacity, alphabet),
  },
});
