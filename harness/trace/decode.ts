import { exhaustive } from '../core/assert.ts';
import type { Pco } from '../core/party.ts';
import { decodePap } from '../wire/pap/message.ts';
import { decodeRp, pduOfRp } from '../wire/sm/rp.ts';
import { decodePdu } from '../wire/smpp/pdu.ts';
import { decodePush } from '../wire/wsp/push.ts';
import type { Decoded, EventPlace, Message, MessageEvent } from './event.ts';

/** To whom and from whom the handset shows a message: known to it, not written in the octets it shows. */
export type Shown = { readonly to: string; readonly from: string };

const NOBODY: Shown = { to: '', from: '' };

/** A whole message as our strict tables read it; never throws. `shown` matters at PCO `push` only. */
export function decodeMessage(
  pco: Pco,
  octets: Uint8Array,
  direction: MessageEvent['direction'],
  shown: Shown = NOBODY,
): Decoded {
  switch (pco) {
    case 'smpp':
    case 'sm': {
      const pdu = decodePdu(octets);
      return { kind: 'smpp', name: pdu.command, pdu };
    }
    case 'rp': {
      const rp = decodeRp(octets);
      return { kind: 'rp', name: rp.name, rp, pdu: pduOfRp(rp) };
    }
    case 'pap':
    case 'fetch': {
      const pap = decodePap(octets);
      return { kind: 'pap', name: pap.control?.operation ?? 'http', pap };
    }
    case 'push':
      return { kind: 'push', name: direction === 'out' ? 'inbox' : 'confirm', ...shown, push: decodePush(octets) };
    default:
      return exhaustive(pco);
  }
}

/** A message event that is decoded when somebody first asks for it, and only once. */
export function messageEvent(
  place: EventPlace,
  direction: MessageEvent['direction'],
  octets: Uint8Array,
  shown: Shown = NOBODY,
): Message {
  let decoded: Decoded | undefined;
  return {
    ...place,
    kind: 'message',
    direction,
    octets,
    get message() {
      decoded ??= decodeMessage(place.pco, octets, direction, shown);
      return decoded;
    },
  };
}
