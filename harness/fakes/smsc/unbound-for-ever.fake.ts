import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = { without: /^init:/ };

export default defineFake({
  role: 'smsc',
  summary: 'never closes a session without a bind',
  violates: ['SMPP-SES-006'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
