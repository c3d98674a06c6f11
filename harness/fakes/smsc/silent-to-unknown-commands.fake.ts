import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { SILENT_TO_UNKNOWN } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says nothing to a command that it does not know',
  violates: ['SMPP-NCK-001'],
  also: ['SMPP-NCK-008', 'SMPP-SES-012'],
  wrap: respeak(SILENT_TO_UNKNOWN, OF_SMSC),
});
