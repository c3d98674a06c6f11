import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'serves one handset after the other',
  violates: ['TXN-016'],
  also: [],
  policy: { lineOf: () => 'all' },
});
