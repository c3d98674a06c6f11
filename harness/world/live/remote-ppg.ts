import type { Endpoint } from '../../core/actor.ts';
import type { Profile, Target } from '../../core/profile.ts';
import { isMessage, type TraceEvent } from '../../trace/event.ts';
import type { Far } from './chain.ts';
import { addressOf } from './far-address.ts';
import { makeGuardRails, type GuardRailOptions } from './guard-rails.ts';
import type { Ledger } from './ledger.ts';
import type { Limiter } from './limiter.ts';
import type { TlsFiles } from './tls.ts';

/** How long a case waits for a PPG that has lost its session to bind again. */
export const REBIND_US = 60_000_000;

/** Nothing that a PPG says is for anybody but our SMSC. */
const NOBODY: readonly string[] = [];

/** A PPG that is not ours: the PI goes to it, it comes to our SMSC and to the listener for its notifications. */
export function farPpg(
  { smsc, notify, outbind }: Profile,
  target: Target,
  tls: TlsFiles,
  limiter: Limiter,
  refused: GuardRailOptions['refused'],
): Far {
  const address = addressOf(target, tls);
  const atOutbind = outbind === undefined ? null : addressOf(outbind, tls);
  const hooks = makeGuardRails({ limiter, numbers: NOBODY, refused });
  const places: Readonly<Record<string, Target | undefined>> = {
    'smsc.smpp': smsc?.listen,
    'pi.notify': notify?.listen,
  };
  return {
    parties: ['ppg'],
    addresses: atOutbind === null ? [address] : [address, atOutbind],
    addressFor: (_party, service) => (service === 'ppg.pap' ? address : service === 'ppg.outbind' ? atOutbind : null),
    hooks,
    listenAt: (service): Endpoint | null => {
      const place = places[service];
      return place === undefined ? null : { host: place.host, port: place.port };
    },
    takesGuests: true,
    reachesAnybody: false,
    unseen: [],
  };
}

/** Whether the PPG has a session, of those that are open, on which it may submit. */
export function isPpgBound(ledger: Ledger): boolean {
  return ledger.openSessions().some(isBindOfPpg);
}

/** Our SMSC letting a PPG in that may submit. */
export function isBindOfPpg(event: TraceEvent): boolean {
  if (!isMessage(event) || event.party !== 'smsc' || event.peer !== 'ppg' || event.direction !== 'out') return false;
  const { message } = event;
  const submits = message.name === 'bind_transmitter_resp' || message.name === 'bind_transceiver_resp';
  return submits && message.kind === 'smpp' && message.pdu.command_status === 0;
}
