import type { Party } from '../core/party.ts';
import { decodeRows } from '../wire/decode.ts';
import { multiDestination } from '../wire/smpp/commands.table.ts';
import { text, type Pdu } from '../wire/smpp/pdu.ts';
import type { Message } from './event.ts';

/** A client address of PAP with a telephone number (PPG 6.1), well-formed or not; the number as first group. */
export const PLMN_ADDRESS = /WAPPUSH=([^/"'<>\s]*)\/TYPE=PLMN/gi;

/**
 * The digits of an address, however it is written: `+`, separators and TON say nothing about who it is.
 * `*` stays, so that masked numbers can still be told apart; an address without digits stays as it is.
 */
export function digitsOf(address: string): string {
  const digits = address.replace(/[^0-9*]/g, '');
  return digits === '' ? address : digits;
}

/** Who sends and who receives a message, whosever view it is. */
export function endsOf(message: Message): { readonly sender: Party; readonly receiver: Party } {
  const { party, peer } = message;
  return message.direction === 'out' ? { sender: party, receiver: peer } : { sender: peer, receiver: party };
}

/** The field that holds the subscriber's address: the source of what comes from the handset, or from the SMSC for the PPG. */
export function subscriberField(command: string, message: Message): 'source_addr' | 'destination_addr' {
  if (command === 'alert_notification') return 'source_addr';
  const { sender, receiver } = endsOf(message);
  return sender === 'handset' || (sender === 'smsc' && receiver === 'ppg') ? 'source_addr' : 'destination_addr';
}

/** The subscriber addresses of an SMPP request, as written in it. */
export function subscribersOf(pdu: Pdu, message: Message): readonly string[] {
  const dests = pdu.fields['dest_addresses'];
  if (dests instanceof Uint8Array) {
    return decodeRows(multiDestination, dests).flatMap(({ destination_addr }) =>
      typeof destination_addr === 'string' ? [destination_addr] : [],
    );
  }
  const address = text(pdu, subscriberField(pdu.command, message));
  return address === '' ? [] : [address];
}
