import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends all segments without waiting',
  violates: ['TXN-001'],
  also: [],
  policy: { pace: 'burst' as const },
});
