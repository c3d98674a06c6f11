import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command_status === 0x50 ? [{ command, sequence_number, command_status: 0x45, headerOnly: true }] : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'has one status for every bad field',
  violates: ['SMPP-SUB-006'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
