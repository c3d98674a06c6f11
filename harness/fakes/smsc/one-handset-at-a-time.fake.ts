import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'serves one handset after the other',
  violates: ['TXN-016'],
  also: ['STP-08d', 'CLM-3', 'TXN-008'],
  policy: { lineOf: () => 'all' },
});
