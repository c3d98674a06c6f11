import { concat, equal } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps the octets of a repeated segment beside those it has',
  violates: ['RSM-003'],
  also: [],
  policy: { repeated: (kept, again) => (equal(kept, again) ? concat(kept, again) : kept) },
});
