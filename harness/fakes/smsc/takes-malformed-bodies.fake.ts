import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { TAKES_MALFORMED_BODIES } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes a message whose body is cut short',
  violates: ['SMPP-NCK-005'],
  also: [],
  wrap: respeak(TAKES_MALFORMED_BODIES, OF_SMSC),
});
