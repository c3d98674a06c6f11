import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { DEAF_AFTER_A_SHORT_LENGTH } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'stays open and deaf after a command_length below 16',
  violates: ['SMPP-NCK-002'],
  also: ['SMPP-NCK-007'],
  wrap: respeak(DEAF_AFTER_A_SHORT_LENGTH, OF_PPG),
});
