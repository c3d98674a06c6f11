import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import type { Respeaking } from '../respeaking.ts';

const defect: Respeaking = {
  hangsUpOn: ({ command }, { commands }) =>
    command === 'submit_sm' && commands.includes('bind_receiver') && !commands.includes('bind_transmitter'),
};

export default defineFake({
  role: 'smsc',
  summary: 'closes when a request is not allowed in the state',
  violates: ['SMPP-SES-014'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
