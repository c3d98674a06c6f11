import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command === 'cancel_sm_resp' && command_status === 0x11 ? [{ command, sequence_number }] : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'says that a running transaction was cancelled',
  violates: ['SMPP-CAN-001'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
