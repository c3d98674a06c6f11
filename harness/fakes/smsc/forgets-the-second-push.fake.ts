import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'forgets a push to a handset that it is busy with',
  violates: ['TXN-017'],
  // Forgotten pushes use up references: the counter comes round sooner than what was sent shows.
  also: ['STP-08d', 'SEG-008', 'SMPP-SES-012', 'SMPP-NCK-008', 'SMPP-TLV-002'],
  policy: { whenBusy: 'forget' as const },
});
