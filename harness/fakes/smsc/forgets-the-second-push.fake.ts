import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'forgets a push to a handset that it is busy with',
  violates: ['TXN-017'],
  also: ['STP-08d'],
  policy: { whenBusy: 'forget' as const },
});
