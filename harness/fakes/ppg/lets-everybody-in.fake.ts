import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'serves a PI without credentials',
  violates: ['PAP-SUB-032'],
  also: ['PAP-SUB-042'],
  policy: { admits: () => true },
});
