import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers with success when the handset goes in mid group',
  violates: ['TXN-025'],
  also: ['STP-08a', 'CLM-4', 'SEG-004', 'TXN-007'],
  policy: { whenLinkLost: { kind: 'delivered' } },
});
