import type { Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import { isMessage, type TraceEvent } from '../../trace/event.ts';
import { latin1 } from '../../wire/octets.ts';
import { fullNumber } from '../../wire/smpp/national.ts';
import { decodePdu, isResponse, text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { FarHooks } from '../passage.ts';
import type { Far } from './chain.ts';
import { makeGuardRails, type GuardRailOptions } from './guard-rails.ts';
import type { Ledger } from './ledger.ts';
import type { Limiter } from './limiter.ts';

const DELIVERIES: readonly string[] = ['deliver_sm', 'data_sm'];
/** Events that are looked through for whom something shown was sent to. */
const LOOK_BACK = 20_000;

/** A handset that is not ours: it comes to our SMSC, and an inbox shows what it made of what came. */
export function farHandset({ smsc, handset }: Profile, limiter: Limiter, refused: GuardRailOptions['refused']): Far {
  return {
    parties: ['handset'],
    addresses: [],
    addressFor: () => null,
    hooks: withinLimits(makeGuardRails({ limiter, numbers: [], refused }), limiter, refused),
    listenAt: (service): Endpoint | null =>
      service === 'smsc.smpp' && smsc !== undefined ? { host: smsc.listen.host, port: smsc.listen.port } : null,
    takesGuests: true,
    reachesAnybody: false,
    unseen: handset.inbox === undefined ? ['push'] : [],
  };
}

/** Each short message to the handset counts; how fast they go its own answers say. */
function withinLimits(rails: FarHooks, limiter: Limiter, refused: GuardRailOptions['refused']): FarHooks {
  return {
    ...rails,
    permit: (going) => {
      const pdu = going.pco === 'sm' ? decodePdu(going.octets) : null;
      if (pdu === null || !isDelivery(pdu)) return rails.permit(going);
      const digits = text(pdu, 'destination_addr').replace(/\D/g, '');
      const permit = limiter.count({ digits, segments: 1 });
      if (permit === null) return 0;
      refused(digits, permit);
      return 'never';
    },
  };
}

function isDelivery(pdu: Pdu): boolean {
  return DELIVERIES.includes(pdu.command) && !isResponse(pdu);
}

/** Whether the handset has a session, of those that are open, on which short messages may come to it. */
export function isHandsetBound(ledger: Ledger): boolean {
  return ledger.openSessions().some(isBindOfHandset);
}

/** Our SMSC letting a handset in that may receive. */
export function isBindOfHandset(event: TraceEvent): boolean {
  if (!isMessage(event) || event.party !== 'smsc' || event.peer !== 'handset' || event.direction !== 'out')
    return false;
  const { message } = event;
  const receives = message.name === 'bind_receiver_resp' || message.name === 'bind_transceiver_resp';
  return receives && message.kind === 'smpp' && message.pdu.command_status === 0;
}

/**
 * Whom something that an inbox shows without a number was sent to: the subscriber of the latest short message whose octets
 * it contains, else of the latest at all. `null`: nothing was sent yet.
 */
export function recipientOf(
  octets: Uint8Array,
  events: readonly TraceEvent[],
  numbers: readonly string[],
): string | null {
  const known = new Set(numbers);
  const whole = latin1(octets);
  let latest: string | null = null;
  for (const event of events.slice(-LOOK_BACK).reverse()) {
    if (!isMessage(event) || event.party !== 'smsc' || event.pco !== 'sm' || event.message.kind !== 'smpp') continue;
    const { pdu } = event.message;
    if (!isDelivery(pdu)) continue;
    const digits = text(pdu, 'destination_addr').replace(/\D/g, '');
    const number = fullNumber(digits, uint(pdu, 'dest_addr_ton'), known);
    const { data } = userData(pdu);
    if (data.length > 0 && whole.includes(latin1(data))) return number;
    latest ??= number;
  }
  return latest;
}
