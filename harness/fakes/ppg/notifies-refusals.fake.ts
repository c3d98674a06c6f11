import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies that it has refused a push',
  violates: ['PAP-NTF-002'],
  also: ['PAP-NTF-004', 'PAP-NTF-007', 'PPG-SUS-007'],
  policy: { refusalReports: ({ code, desc }) => [{ state: 'rejected', code, desc }] },
});
