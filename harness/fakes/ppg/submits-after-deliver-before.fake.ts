import { readPush } from '../../reference-impl/ppg/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'knows no deliver-before-timestamp once a push is accepted',
  violates: ['PPG-EXP-001'],
  also: ['PPG-EXP-003'],
  policy: { readPush: (control) => ({ ...readPush(control), deliverBefore: null }) },
});
