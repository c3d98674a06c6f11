import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'query_sm_resp' && command_status === 0x0c
      ? [{ command, sequence_number, fields: { message_id: 'x', message_state: 2 } }]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'says DELIVERED of a message that never was',
  violates: ['SMPP-QRY-001'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
