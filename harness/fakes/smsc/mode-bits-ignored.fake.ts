import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers store and forward, too, with the outcome',
  violates: ['TXN-020'],
  also: [],
  policy: { answerAt: () => 'outcome' as const },
});
