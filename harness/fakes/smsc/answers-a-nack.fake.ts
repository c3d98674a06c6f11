import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { NACKS_A_NACK } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers generic_nack with generic_nack',
  violates: ['SMPP-NCK-004'],
  also: [],
  wrap: respeak(NACKS_A_NACK, OF_SMSC),
});
