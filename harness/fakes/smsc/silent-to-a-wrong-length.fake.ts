import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command_status }, octets) => (command_status === 0xc2 ? [] : [octets]),
};

export default defineFake({
  role: 'smsc',
  summary: 'says nothing to a TLV of a wrong length',
  violates: ['SMPP-TLV-005'],
  also: ['SMPP-TLV-008'],
  wrap: respeak(defect, OF_SMSC),
});
