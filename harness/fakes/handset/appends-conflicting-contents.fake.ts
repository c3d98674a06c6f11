import { concat, equal } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps two different contents of one index one behind the other',
  violates: ['RSM-013'],
  also: ['RSM-023'],
  policy: { repeated: (kept, again) => (equal(kept, again) ? kept : concat(kept, again)) },
});
