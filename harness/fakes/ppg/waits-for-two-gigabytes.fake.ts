import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { WAITS_FOR_TWO_GIGABYTES } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'waits for all that an oversize command_length promises',
  violates: ['SMPP-NCK-003'],
  also: ['SMPP-NCK-007', 'SMPP-SES-008'],
  wrap: respeak(WAITS_FOR_TWO_GIGABYTES, OF_PPG),
});
