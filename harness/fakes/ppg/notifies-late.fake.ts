import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies a result half as late again as it may',
  violates: ['STP-09'],
  also: ['PPG-SUS-006', 'PPG-SUS-008', 'PPG-MAP-007'],
  policy: { reportAfterUs: ({ timers }) => 1.5 * timers.notifyMs * 1_000 },
});
