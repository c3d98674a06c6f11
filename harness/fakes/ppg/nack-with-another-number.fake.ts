import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { NACK_WITH_ANOTHER_NUMBER } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'nacks an unknown command with another sequence_number',
  violates: ['SMPP-NCK-001'],
  also: ['SMPP-NCK-008'],
  wrap: respeak(NACK_WITH_ANOTHER_NUMBER, OF_PPG),
});
