import type { Profile } from '../../core/profile.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, text, type Pdu } from '../../wire/smpp/pdu.ts';
import { OUTBIND_ACCOUNT } from '../account.ts';
import type { Reactor } from '../reactor.ts';
import type { PpgPolicy } from './policy.ts';
import { makeSession, MAX_PDU_OCTETS, type Session } from './session.ts';

export const OUTBIND_SERVICE = 'ppg.outbind';

/** Connections on which an SMSC may be waited for or served at once; further ones are closed. */
export const MAX_OUTBOUND = 8;

/** session_init_timer of the ESME where the profile gives none, in ms (smpp.md 10). */
const SESSION_INIT_MS = 5_000;

export type OutboundParts = {
  readonly reactor: Reactor;
  readonly policy: Pick<PpgPolicy, 'nextSequence' | 'outbind'>;
  readonly profile: Profile;
  readonly interfaceVersion: number;
};

/** The PPG's side of outbind: an SMSC connects, says who it is, and is bound to on that connection (SMPP 3.4, 2.2.1). */
export type Outbound = { readonly accept: (connection: string) => void; readonly stop: () => void };

export function makeOutbound({ reactor, policy, profile, interfaceVersion }: OutboundParts): Outbound {
  const waiting = new Set<string>();
  const sessions = new Map<string, Session>();

  const refuse = (connection: string): void => {
    waiting.delete(connection);
    reactor.cancel(`outbind ${connection}`);
    reactor.close(connection);
  };
  const adopt = (connection: string, pdu: Pdu): void => {
    waiting.delete(connection);
    reactor.cancel(`outbind ${connection}`);
    if (policy.outbind.isAnswered) {
      const { sequence_number } = pdu;
      reactor.send(connection, encodePdu({ command: 'generic_nack', command_status: 0, sequence_number }));
    }
    const session = makeSession({
      name: connection,
      reactor,
      to: null,
      profile,
      binds: [policy.outbind.bind],
      interfaceVersion,
      nextSequence: policy.nextSequence,
      up: () => undefined,
      response: () => undefined,
      down: () => void sessions.delete(connection),
    });
    sessions.set(connection, session);
    session.adopt(connection);
  };

  return {
    accept: (connection) => {
      const framer = smppFramer(MAX_PDU_OCTETS);
      reactor.accept(connection, {
        opened: () => undefined,
        octets: (octets) => {
          const [frame, ...more] = framer.push(octets);
          if (frame === undefined) return;
          const pdu = decodePdu(frame.octets);
          // Until it is bound to, an SMSC has nothing more to say.
          const isAlone = more.length === 0 && framer.pendingOctets() === 0;
          if (frame.problem === null && isAlone && isWelcome(pdu)) adopt(connection, pdu);
          else refuse(connection);
        },
        closed: () => {
          waiting.delete(connection);
          reactor.cancel(`outbind ${connection}`);
        },
      });
      if (waiting.size + sessions.size >= MAX_OUTBOUND) {
        reactor.close(connection);
        return;
      }
      waiting.add(connection);
      const initMs = profile.timers.sessionInitMs ?? SESSION_INIT_MS;
      reactor.after(`outbind ${connection}`, initMs * 1_000, () => refuse(connection));
    },
    stop: () => {
      for (const connection of waiting) refuse(connection);
      for (const session of sessions.values()) session.stop();
    },
  };
}

/** An outbind of the SMSC that is known to us. */
function isWelcome(pdu: Pdu): boolean {
  return (
    pdu.command === 'outbind' &&
    pdu.problems.length === 0 &&
    text(pdu, 'system_id') === OUTBIND_ACCOUNT.user &&
    text(pdu, 'password') === OUTBIND_ACCOUNT.password
  );
}
