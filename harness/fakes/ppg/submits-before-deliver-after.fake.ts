import { readPush } from '../../reference-impl/ppg/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'knows no deliver-after-timestamp',
  violates: ['PPG-EXP-002'],
  also: ['PAP-CAN-001', 'PAP-CAN-004', 'PAP-CAN-005'],
  policy: { readPush: (control) => ({ ...readPush(control), deliverAfter: null }) },
});
