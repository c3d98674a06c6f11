import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push-id again while its push is not final',
  violates: ['PAP-SUB-017'],
  // Two pushes with one id have one result.
  also: ['PAP-NTF-007', 'STP-03c', 'STP-09', 'PPG-SUS-003'],
  policy: { isUsed: ({ pending }) => pending === 0 },
});
