import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { oneRequestAtATime } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'loses a request that comes with another',
  violates: ['SMPP-SES-012'],
  also: ['SMPP-HDR-004', 'SMPP-SES-007'],
  wrap: (reference) => respeak(oneRequestAtATime(), OF_PPG)(reference),
});
