import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers 4001 to a push that would have to wait for a slot',
  violates: ['PPG-SUS-014'],
  also: [],
  policy: { isFull: ({ outstanding }, { smpp }) => outstanding >= smpp.window },
});
