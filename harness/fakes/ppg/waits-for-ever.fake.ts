import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'has no response timer',
  violates: ['PPG-SUS-006'],
  also: ['PPG-SUS-007'],
  policy: { responseUs: () => null },
});
