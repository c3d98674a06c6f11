import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push-id again while its push is not final',
  violates: ['PAP-SUB-017'],
  also: ['PAP-NTF-007', 'STP-03c', 'PPG-SUS-003'],
  policy: { isUsed: ({ pending }) => pending === 0 },
});
