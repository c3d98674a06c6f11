import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { LITTLE_ENDIAN } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'says the length of unbind_resp in little-endian',
  violates: ['SMPP-HDR-001'],
  also: [],
  wrap: respeak(LITTLE_ENDIAN, OF_PPG),
});
