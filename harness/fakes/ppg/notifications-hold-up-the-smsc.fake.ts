import type { Actor, Effect, Input } from '../../core/actor.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reads nothing of the SMSC while a notification waits for its answer',
  violates: ['PAP-NTF-009'],
  also: ['STP-09', 'STP-03c', 'PPG-MAP-001', 'PPG-SUS-003', 'PPG-SUS-005'],
  wrap: (reference): Actor => {
    const notifying = new Set<string>();
    let held: Input[] = [];
    const react = (input: Input, nowUs: number): readonly Effect[] => {
      if (input.kind === 'octets' && input.connection.startsWith('smsc') && notifying.size > 0) {
        held.push(input);
        return [];
      }
      if (input.kind === 'closed') notifying.delete(input.connection);
      const effects = reference.react(input, nowUs);
      for (const effect of effects) {
        if (effect.kind === 'connect' && effect.pco === 'pap') notifying.add(effect.connection);
        if (effect.kind === 'close') notifying.delete(effect.connection);
      }
      if (notifying.size > 0 || held.length === 0) return effects;
      const released = held;
      held = [];
      return [...effects, ...released.flatMap((one) => react(one, nowUs))];
    };
    return { react };
  },
});
