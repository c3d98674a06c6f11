import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'waits for the response less long than the SMSC may take',
  violates: ['PPG-SUS-005'],
  also: ['PPG-SUS-007'],
  policy: { responseUs: ({ timers }) => 0.85 * timers.transactionMs * 1_000 },
});
