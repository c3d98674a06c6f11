import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { CLOSES_WITHOUT_A_WORD } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'closes without generic_nack after a length that cannot be',
  violates: ['SMPP-NCK-007'],
  also: [],
  wrap: respeak(CLOSES_WITHOUT_A_WORD, OF_SMSC),
});
