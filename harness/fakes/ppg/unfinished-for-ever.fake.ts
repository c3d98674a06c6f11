import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = { without: /^smpp read$/ };

export default defineFake({
  role: 'ppg',
  summary: 'waits for ever for the rest of a PDU',
  violates: ['SMPP-NCK-006'],
  also: [],
  wrap: respeak(defect, OF_PPG),
});
