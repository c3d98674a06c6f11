import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = { without: /^smpp enquire$/ };

export default defineFake({
  role: 'ppg',
  summary: 'sends no enquire_link',
  violates: ['SMPP-SES-008'],
  also: [],
  wrap: respeak(defect, OF_PPG),
});
