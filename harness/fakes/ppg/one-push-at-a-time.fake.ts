import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits the next push only when the one before was answered',
  violates: ['CLM-5', 'CLM-7', 'PPG-SUS-001', 'PPG-SUS-013'],
  also: ['PPG-SUS-008'],
  policy: { windowOf: () => 1 },
});
