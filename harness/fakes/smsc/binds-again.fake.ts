import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command_status === 0x05 ? [{ command, sequence_number }] : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'binds a session that is bound',
  violates: ['SMPP-SES-004'],
  also: ['SMPP-SES-014'],
  wrap: respeak(defect, OF_SMSC),
});
