import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reports the result once more when a response comes after its timer',
  violates: ['PPG-SUS-007'],
  also: ['PAP-NTF-007'],
  policy: { lateResponse: 'report' },
});
