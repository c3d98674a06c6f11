import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { WAITS_FOR_TWO_GIGABYTES } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'waits for all that an oversize command_length promises',
  violates: ['SMPP-NCK-003'],
  also: ['SMPP-NCK-007'],
  wrap: respeak(WAITS_FOR_TWO_GIGABYTES, OF_SMSC),
});
