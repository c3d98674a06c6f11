import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'query_sm_resp' && command_status === 0
      ? [{ command, sequence_number, fields: { message_id: '00000001', message_state: 2 } }]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'says DELIVERED of a transaction that runs',
  violates: ['SMPP-QRY-002'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
