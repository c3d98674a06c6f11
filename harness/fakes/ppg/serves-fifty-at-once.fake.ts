import type { Actor } from '../../core/actor.ts';
import { defineFake } from '../define.ts';

/** Requests that it has hands for. */
const WORKERS = 50;

export default defineFake({
  role: 'ppg',
  summary: 'has hands for fifty requests, and waits with all of them for slow ones',
  violates: ['SEC-005'],
  also: ['CLM-7', 'STP-02', 'STP-09', 'OTA-012', 'PAP-SUB-010', 'PAP-SUB-019', 'PAP-SUB-028'],
  wrap: (reference): Actor => {
    const served = new Set<string>();
    return {
      react: (input, nowUs) => {
        if (input.kind === 'opened' && input.service === 'ppg.pap') {
          if (served.size >= WORKERS) return [];
          served.add(input.connection);
        }
        if (input.kind === 'closed') served.delete(input.connection);
        const effects = reference.react(input, nowUs);
        for (const effect of effects) if (effect.kind === 'close') served.delete(effect.connection);
        return effects;
      },
    };
  },
});
