import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { LENGTH_WITHOUT_HEADER } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'does not count the header in the length of unbind_resp',
  violates: ['SMPP-HDR-001'],
  also: [],
  wrap: respeak(LENGTH_WITHOUT_HEADER, OF_SMSC),
});
