import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets, { request, commands }) =>
    command_status === 0x04 && request !== null && commands.includes('bind_receiver')
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
  summary: 'accepts a message on a receiver session',
  violates: ['SMPP-SES-002'],
  also: ['SMPP-SES-014', 'SEG-004', 'STP-08a'],
  wrap: respeak(defect, OF_SMSC),
});
