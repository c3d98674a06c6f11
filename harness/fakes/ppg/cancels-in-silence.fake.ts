import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies nothing of a push that was cancelled',
  violates: ['PAP-CAN-005'],
  also: ['PAP-SUB-026'],
  policy: { reports: (result) => (result.state === 'cancelled' ? [] : [result]) },
});
