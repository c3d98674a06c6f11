import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { OWN_NUMBERS } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives unbind_resp a number of its own',
  violates: ['SMPP-HDR-002'],
  also: ['SMPP-SES-009'],
  wrap: respeak(OWN_NUMBERS, OF_PPG),
});
