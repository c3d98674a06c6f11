import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers what its session can no longer hear on another one',
  violates: ['TXN-019'],
  also: [],
  policy: { afterLoss: 'sent-elsewhere' as const },
});
