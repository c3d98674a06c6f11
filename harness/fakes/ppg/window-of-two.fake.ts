import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'suspends two transactions where the profile says more',
  violates: ['PPG-SUS-001', 'PPG-SUS-013'],
  also: ['PPG-SUS-008'],
  policy: { windowOf: () => 2 },
});
