import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers status 0 when a segment was not delivered',
  violates: ['CLM-4', 'TXN-011'],
  also: ['STP-08a', 'SEG-004', 'CLM-1', 'TXN-018', 'TXN-009', 'TXN-007', 'DSC-05'],
  policy: { responses: () => [{ outcome: { kind: 'delivered' } as const, afterMs: 0 }] },
});
