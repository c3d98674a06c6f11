import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says ESME_RSUBMITFAIL of a push that was not delivered',
  violates: ['TXN-026'],
  also: ['TXN-009', 'TXN-028'],
  policy: { failureStatus: 0x45 },
});
