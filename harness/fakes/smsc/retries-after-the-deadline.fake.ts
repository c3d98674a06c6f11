import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'has one more attempt after the failure response',
  violates: ['TXN-014', 'TXN-008'],
  also: ['DSC-01', 'CLM-2'],
  policy: { afterFailure: (why) => (why === 'deadline' ? 'go-on' : 'stop') },
});
