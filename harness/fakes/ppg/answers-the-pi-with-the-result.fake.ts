import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers the PI only when the SMSC has answered',
  violates: ['STP-02', 'PPG-SUS-010'],
  also: ['PAP-SUB-010', 'PAP-NTF-002', 'STP-09'],
  policy: { replyAt: 'result' },
});
