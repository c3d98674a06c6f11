import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push-id again once its push is final',
  violates: ['PAP-SUB-038'],
  also: ['PAP-NTF-007'],
  policy: { isUsed: ({ pending }) => pending > 0 },
});
