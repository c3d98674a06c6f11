import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends again what failed first, and nothing else',
  violates: ['TXN-006'],
  also: ['CLM-2'],
  policy: { resend: ({ resends }, failed) => (resends === 0 ? [failed] : []) },
});
