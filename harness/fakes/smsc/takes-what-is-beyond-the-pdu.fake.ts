import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets, { request }) =>
    command_status === 0x02 && request?.problems[0]?.field === 'short_message'
      ? [
          {
            command,
            sequence_number,
            fields: command === 'submit_sm_resp' || command === 'data_sm_resp' ? { message_id: 'x' } : {},
          },
        ]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'takes a message that claims octets beyond its PDU',
  violates: ['SMPP-SUB-007'],
  also: ['SMPP-NCK-005'],
  wrap: respeak(defect, OF_SMSC),
});
