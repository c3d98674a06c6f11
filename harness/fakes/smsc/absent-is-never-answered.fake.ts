import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'begins to count the time with the first segment',
  violates: ['TXN-018'],
  also: ['TXN-008'],
  policy: { limitFrom: 'first-segment' as const },
});
