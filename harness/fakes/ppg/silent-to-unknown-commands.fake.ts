import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { SILENT_TO_UNKNOWN } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'says nothing to a command that it does not know',
  violates: ['SMPP-NCK-001'],
  also: ['SMPP-NCK-008'],
  wrap: respeak(SILENT_TO_UNKNOWN, OF_PPG),
});
