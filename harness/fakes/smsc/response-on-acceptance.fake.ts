import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a transaction when it accepts it, not when the segments are delivered',
  violates: ['STP-08a', 'CLM-7'],
  // Success for a push that then fails: its octets were promised and never came.
  also: ['CLM-3', 'SEG-004', 'TXN-014', 'DSC-05', 'TXN-009', 'TXN-018', 'SMPP-TLV-006', 'CLM-2'],
  policy: { answerAt: () => 'acceptance' as const },
});
