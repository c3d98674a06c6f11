import { readPush } from '../../reference-impl/ppg/submission.ts';
import { defineFake } from '../define.ts';

/** Seconds since 1970: the year 2100. */
const FAR = 4_102_444_800;

export default defineFake({
  role: 'ppg',
  summary: 'holds a push for good that is to be delivered later',
  violates: ['PPG-EXP-004'],
  also: ['PAP-CAN-004', 'PAP-SUB-026'],
  policy: {
    readPush: (control) => {
      const push = readPush(control);
      return push.deliverAfter === null ? push : { ...push, deliverAfter: FAR };
    },
  },
});
