import { defineFake } from '../define.ts';
import { OF_PPG, respeak } from '../respeaking.ts';
import { SENDS_A_BROADCAST } from '../smpp-defects.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends broadcast_sm to a peer of 3.4',
  violates: ['SMPP-V50-002'],
  also: ['SMPP-NCK-006', 'PPG-SUS-011'],
  wrap: respeak(SENDS_A_BROADCAST, OF_PPG),
});
