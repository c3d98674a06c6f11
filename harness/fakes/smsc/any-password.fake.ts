import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'lets any password in',
  violates: ['SMPP-SES-005'],
  also: ['SMPP-SES-014'],
  policy: { accepts: () => true },
});
