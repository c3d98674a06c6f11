import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'has one more submission outstanding than its window says',
  violates: ['PPG-SUS-013'],
  also: [],
  policy: { windowOf: ({ smpp }) => smpp.window + 1 },
});
