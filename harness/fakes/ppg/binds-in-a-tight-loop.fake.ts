import type { Actor } from '../../core/actor.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'binds again at once when a bind was refused',
  violates: ['SMPP-SES-011'],
  also: [],
  wrap: (reference: Actor): Actor => ({
    react: (input, nowUs) =>
      reference
        .react(input, nowUs)
        .map((effect) =>
          effect.kind === 'setTimer' && effect.timer === 'smpp reconnect' ? { ...effect, afterUs: 0 } : effect,
        ),
  }),
});
