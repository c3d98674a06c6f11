import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command_status === 0xc3
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
  summary: 'takes a data_sm without content',
  violates: ['SMPP-TLV-004'],
  also: ['SMPP-TLV-008'],
  wrap: respeak(defect, OF_SMSC),
});
