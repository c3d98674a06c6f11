import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'bind_receiver_resp' && command_status === 0
      ? [{ command: 'bind_transmitter_resp', sequence_number }]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'answers bind_receiver with bind_transmitter_resp',
  violates: ['SMPP-HDR-005'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
