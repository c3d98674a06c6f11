import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'gives up a segment that failed once',
  violates: ['CLM-2', 'TXN-006'],
  also: [],
  policy: { resend: () => [] },
});
