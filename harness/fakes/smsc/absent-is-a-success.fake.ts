import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers success when the handset is not there',
  violates: ['TXN-018'],
  also: ['STP-08a', 'SEG-004', 'CLM-1'],
  policy: { absent: { kind: 'delivered' } as const },
});
