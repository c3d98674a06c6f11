import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'goes on to 0x80000000 where it has to begin again at 1',
  violates: ['PPG-SUS-011'],
  also: [],
  policy: { nextSequence: (sequence) => (sequence === 0 ? 0x7ffffffe : sequence > 0x7fffffff ? 1 : sequence + 1) },
});
