import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies failures only',
  violates: ['CLM-3', 'STP-09'],
  also: ['PAP-SUB-026'],
  policy: { reports: (result) => (result.code === 1000 ? [] : [result]) },
});
