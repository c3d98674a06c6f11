import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps an incomplete push twice as long as it says',
  violates: ['RSM-024'],
  also: [],
  policy: { reassemblyMs: ({ timers }) => 2 * timers.reassemblyMs },
});
