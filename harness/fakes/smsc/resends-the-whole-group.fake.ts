import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'resends all segments when one of them failed',
  violates: ['TXN-004'],
  also: ['TXN-025'],
  policy: { resend: ({ total }) => Array.from({ length: total }, (_, at) => at + 1) },
});
