import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers the PI only when the SMSC has answered',
  violates: ['STP-02'],
  also: ['PPG-SUS-010'],
  policy: { replyAt: 'result' },
});
