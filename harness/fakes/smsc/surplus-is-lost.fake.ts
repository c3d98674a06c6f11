import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command_status }, octets) => (command_status === 0x58 ? [] : [octets]),
};

export default defineFake({
  role: 'smsc',
  summary: 'loses the requests beyond the window',
  violates: ['SMPP-SES-013'],
  also: ['SMPP-SES-012', 'STP-08d', 'TXN-012'],
  wrap: respeak(defect, OF_SMSC),
});
