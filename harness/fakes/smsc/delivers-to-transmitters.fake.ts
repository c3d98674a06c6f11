import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'bind_transmitter_resp' && command_status === 0
      ? [
          octets,
          { command: 'deliver_sm', sequence_number: 0x7000 + sequence_number, fields: { source_addr: '15550100001' } },
        ]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'sends a message to a session that only submits',
  violates: ['SMPP-SES-003'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
