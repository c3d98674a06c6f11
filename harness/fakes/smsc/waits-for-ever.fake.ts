import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'waits for an answer without end',
  violates: ['TXN-007', 'TXN-008'],
  also: ['STP-08d', 'TXN-017', 'TXN-015', 'CLM-2', 'TXN-018', 'SMPP-SES-012', 'SMPP-NCK-008', 'SMPP-TLV-002'],
  policy: { ackWaitMs: () => null, limitMs: () => null },
});
