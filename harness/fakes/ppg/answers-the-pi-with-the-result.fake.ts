import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers the PI only when the SMSC has answered',
  violates: ['STP-02', 'PPG-SUS-010'],
  also: [],
  policy: { replyAt: 'result' },
});
