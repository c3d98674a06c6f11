import type { Actor } from '../../core/actor.ts';
import { latin1 } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies nothing any more once a PI has answered with HTTP 5xx',
  violates: ['PAP-NTF-008'],
  also: ['PAP-NTF-016', 'STP-09'],
  wrap: (reference): Actor => {
    let isDead = false;
    return {
      react: (input, nowUs) => {
        if (input.kind === 'octets' && /^HTTP\/1\.1 5/.test(latin1(input.octets.subarray(0, 12)))) isDead = true;
        return reference
          .react(input, nowUs)
          .filter((effect) => !(isDead && effect.kind === 'connect' && effect.pco === 'pap'));
      },
    };
  },
});
