import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command_status === 0xc0 ? [{ command, sequence_number, command_status: 0x08, headerOnly: true }] : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'has no status of its own for malformed TLVs',
  violates: ['SMPP-TLV-008'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
