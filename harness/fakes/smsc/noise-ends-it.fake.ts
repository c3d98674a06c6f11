import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = { diesOf: ({ command }, problem) => problem !== null && command === 'unknown' };

export default defineFake({
  role: 'smsc',
  summary: 'ends with all its sessions when octets come that are no PDU',
  violates: ['SEC-016'],
  also: ['SMPP-NCK-003', 'SMPP-NCK-007'],
  wrap: respeak(defect, OF_SMSC),
});
