import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a refused segment with the failure, and sends the others',
  violates: ['DSC-01'],
  also: ['TXN-014', 'TXN-009'],
  policy: { afterFailure: (why) => (why === 'permanent' ? 'go-on' : 'stop') },
});
