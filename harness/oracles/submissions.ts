import type { Pco } from '../core/party.ts';
import { isMessage, type Message } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { pushes } from './pushes.ts';
import { concatenation } from '../wire/sm/udh.ts';
import { alphabetOf } from '../wire/sm/data-coding.ts';
import { fullNumber } from '../wire/smpp/national.ts';
import { isResponse, text, tlvUint, uint, type Pdu } from '../wire/smpp/pdu.ts';
import { userData, type UserData } from '../wire/smpp/user-data.ts';
import { remembered } from '../core/remembered.ts';

/** A message that carries an SMPP PDU, or of a radio side one that says what such a PDU would. */
export type PduMessage = Message & { readonly message: { readonly kind: 'smpp' | 'rp'; readonly pdu: Pdu } };

/** A push handed to the SMSC, and every response to it on its own session. */
export type Submission = {
  readonly request: PduMessage;
  readonly pdu: Pdu;
  readonly carried: UserData;
  /** Digits of destination_addr. */
  readonly to: string;
  readonly alphabet: ReturnType<typeof alphabetOf>;
  readonly responses: readonly PduMessage[];
};

const MODE_BITS = 0x03;
const TRANSACTION_MODE = 0x02;
const SUBMISSION_COMMANDS: readonly string[] = ['submit_sm', 'data_sm'];

/** The SMPP messages of a view, in order. */
export const pdusOf = remembered((view: View): readonly PduMessage[] =>
  view.events.filter((event): event is PduMessage => isMessage(event) && event.message.kind === 'smpp'),
);

/** Whether an interface is that between SMSC and handsets: an SMPP link, or a radio side. */
export function isToHandsets(pco: Pco): boolean {
  return pco === 'sm' || pco === 'rp';
}

/** What passes between SMSC and handsets in a view, in order: PDUs of an SMPP link, RPDUs of a radio side that can be read. */
export const handsetMessagesOf = remembered((view: View): readonly PduMessage[] =>
  view.events.filter(
    (event): event is PduMessage =>
      isMessage(event) &&
      ((event.pco === 'sm' && event.message.kind === 'smpp') ||
        (event.message.kind === 'rp' && event.message.name !== 'rp')),
  ),
);

/** Only the digits of an address: how a number is spelled is free (AMB-25). */
export function digitsOf(address: string): string {
  return address.replace(/\D/g, '');
}

/** An originator to be compared: digits of a number, an alphanumeric one as it is. */
export function originatorOf(address: string): string {
  return /[a-z]/i.test(address) ? address : digitsOf(address);
}

/** Whether esm_class asks for transaction (forward) mode: SMPP 3.4, 5.2.12. */
export function asksForTransaction(pdu: Pdu): boolean {
  return (uint(pdu, 'esm_class') & MODE_BITS) === TRANSACTION_MODE;
}

/** The submissions in transaction mode of a PPG's or an SMSC's view, each with its responses. */
export function submissions(view: View): readonly Submission[] {
  return allSubmissions(view).filter(({ pdu }) => asksForTransaction(pdu));
}

/** The submissions in any messaging mode, each with its responses (SMPP 3.4, 3.2: paired by sequence_number). */
export const allSubmissions = remembered(pairedSubmissions);

function pairedSubmissions(view: View): readonly Submission[] {
  const all: (Omit<Submission, 'responses'> & { responses: PduMessage[] })[] = [];
  const open = new Map<string, (typeof all)[number]>();
  // What the PI wrote in full the PPG may write in national form (AMB-25).
  const known = new Set(pushes(view).flatMap(({ recipients }) => recipients));
  for (const message of pdusOf(view)) {
    if (message.pco !== 'smpp') continue;
    const { pdu } = message.message;
    const key = `${message.connection} ${pdu.sequence_number}`;
    const fromPpg = (message.party === 'ppg') === (message.direction === 'out');
    if (fromPpg && !isResponse(pdu)) {
      // A reused sequence_number begins a new pairing, whatever the request is.
      open.delete(key);
      if (!SUBMISSION_COMMANDS.includes(pdu.command)) continue;
      // What is malformed hands no push over; its sender is judged on it, and its receiver by SMPP's own rules.
      if (message.party === 'smsc' && pdu.problems.length > 0) continue;
      const submission = {
        request: message,
        pdu,
        carried: userData(pdu),
        to: fullNumber(digitsOf(text(pdu, 'destination_addr')), uint(pdu, 'dest_addr_ton'), known),
        alphabet: alphabetOf(uint(pdu, 'data_coding')),
        responses: [],
      };
      all.push(submission);
      open.set(key, submission);
    } else if (!fromPpg && isResponse(pdu) && !lostFraming(message)) {
      open.get(key)?.responses.push(message);
    }
  }
  return all;
}

/** Whether a submission says that it is one segment of several, which no PPG's may (STP-03a). */
export function isSegment({ pdu, carried }: Submission): boolean {
  const marked = carried.udh === null ? null : concatenation(carried.udh);
  return (marked !== null && marked.total > 1) || (tlvUint(pdu, 'sar_total_segments') ?? 1) > 1;
}

/** Whether command_length is not the length of what came: the end of a session, and no PDU to go by. */
export function lostFraming({ octets, message: { pdu } }: PduMessage): boolean {
  return pdu.command_length !== octets.length;
}

/** The command_status of a message. */
export function statusOf(message: PduMessage): number {
  return message.message.pdu.command_status;
}
