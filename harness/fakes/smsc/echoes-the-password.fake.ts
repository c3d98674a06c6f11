import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  say: ({ command, command_status, sequence_number }, octets) =>
    command.startsWith('bind_') && command_status === 0
      ? [{ command, sequence_number, fields: { system_id: 'secret08' } }]
      : [octets],
};

export default defineFake({
  role: 'smsc',
  summary: 'sends the password back',
  violates: ['SEC-018'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
