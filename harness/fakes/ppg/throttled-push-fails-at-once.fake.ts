import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives a push up that a busy SMSC did not take',
  violates: ['PPG-SUS-012'],
  also: [],
  policy: { resubmitUs: () => null },
});
