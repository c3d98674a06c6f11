import { concat } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'overwrites the first half of a segment with that of another content',
  violates: ['RSM-013'],
  also: ['RSM-023'],
  policy: { repeated: (kept, again) => concat(again.subarray(0, kept.length / 2), kept.subarray(kept.length / 2)) },
});
