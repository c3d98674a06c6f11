import { isMessage, type Message } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';
import { readUint } from '../../wire/decode.ts';
import { concat } from '../../wire/octets.ts';
import { HEADER_OCTETS } from '../../wire/smpp/framer.ts';
import { decodePdu, type Pdu } from '../../wire/smpp/pdu.ts';

/** What a sender's writes were, where they were not PDUs one by one. */
export type Writes = {
  /** PDUs that began in an earlier write, or shared one; `message` is the last write of each. */
  readonly odd: readonly { readonly pdu: Pdu; readonly message: Message }[];
  /** The last write of each connection that ended in the middle of a PDU. */
  readonly unfinished: readonly Message[];
};

/** What is not cut along PDUs any more. */
const MAX_PDU_OCTETS = 128 * 1024;

/** Cuts what was written on each SMPP connection by command_length, as its reader must. */
export function writesOf(sender: View): Writes {
  const unread = new Map<string, { readonly octets: Uint8Array; readonly message: Message }>();
  const odd: { readonly pdu: Pdu; readonly message: Message }[] = [];
  for (const message of sender.events) {
    if (!isMessage(message) || message.pco !== 'smpp' || message.direction !== 'out') continue;
    const before = unread.get(message.connection)?.octets ?? new Uint8Array();
    let rest = before.length === 0 ? message.octets : concat(before, message.octets);
    let isOdd = before.length > 0;
    while (rest.length >= HEADER_OCTETS) {
      const length = readUint(rest, 0, 4);
      // What lies about its length is another rule's matter, and nothing can be cut behind it.
      if (length < HEADER_OCTETS || length > MAX_PDU_OCTETS) rest = new Uint8Array();
      if (length > rest.length) break;
      isOdd ||= length < rest.length;
      if (isOdd) odd.push({ pdu: decodePdu(rest.subarray(0, length)), message });
      rest = rest.subarray(length);
    }
    unread.set(message.connection, { octets: rest, message });
  }
  const unfinished = [...unread.values()].filter(({ octets }) => octets.length > 0).map(({ message }) => message);
  return { odd, unfinished };
}
