import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps the last of two contents of one index',
  violates: ['RSM-023'],
  also: [],
  policy: { repeated: (_kept, again) => again },
});
