import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'begins anew when the handset comes back in mid group',
  violates: ['TXN-025'],
  also: ['TXN-004'],
  policy: {
    resend: ({ total }, failed, why) =>
      why === 'link-lost' ? Array.from({ length: total }, (_, at) => at + 1) : [failed],
  },
});
