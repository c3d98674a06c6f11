import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { KNOWS_NO_REPLACE } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says nothing to replace_sm',
  violates: ['SMPP-NCK-008'],
  also: ['SMPP-SES-012'],
  wrap: respeak(KNOWS_NO_REPLACE, OF_SMSC),
});
