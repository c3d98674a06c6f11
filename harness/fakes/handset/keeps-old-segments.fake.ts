import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps segments ten times as long as it says',
  violates: ['RSM-012'],
  also: ['RSM-024'],
  policy: { reassemblyMs: ({ timers }) => 10 * timers.reassemblyMs },
});
