import type { Actor, Effect } from '../../core/actor.ts';
import { decodePdu } from '../../wire/smpp/pdu.ts';
import { defineFake } from '../define.ts';

/** Answers to one session in a row, while nothing came of it, after which all the others wait for it. */
const MOST_UNREAD = 200;

export default defineFake({
  role: 'smsc',
  summary: 'waits with all sessions until one that asks much has taken its answers',
  violates: ['SEC-017'],
  also: ['STP-08d', 'TXN-008', 'CLM-7', 'SMPP-SES-012'],
  wrap: (reference: Actor): Actor => {
    const checks = new Map<string, number>();
    const isStalled = (): boolean => [...checks.values()].some((count) => count > MOST_UNREAD);
    return {
      react: (input, nowUs) => {
        if (input.kind === 'closed') checks.delete(input.connection);
        return reference.react(input, nowUs).flatMap((effect): readonly Effect[] => {
          if (effect.kind !== 'send') return [effect];
          const { command } = decodePdu(effect.octets);
          if (command === 'enquire_link_resp') checks.set(effect.connection, (checks.get(effect.connection) ?? 0) + 1);
          const waits = /^(submit_sm|data_sm)_resp$/.test(command) && isStalled();
          return waits ? [] : [effect];
        });
      },
    };
  },
});
