import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets, { request }) =>
    command_status === 0xc0 && request?.fields['sm_length'] === 0
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
  summary: 'takes a message whose TLVs run past its end',
  violates: ['SMPP-TLV-003'],
  also: ['SMPP-TLV-008'],
  wrap: respeak(defect, OF_SMSC),
});
