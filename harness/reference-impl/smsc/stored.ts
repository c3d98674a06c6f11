import { latin1, fromLatin1 } from '../../wire/octets.ts';
import { text, uint, type FieldValue, type Pdu } from '../../wire/smpp/pdu.ts';
import type { DeliverFields, Outcome } from './policy.ts';

/** Messages whose state is known, the final ones among them; beyond it the oldest is forgotten. */
export const MAX_STORED = 100_000;

/** message_state (SMPP 3.4, 5.2.28), and how a receipt spells it (3.4, appendix B). */
export const STATES = {
  enroute: { value: 1, word: 'ENROUTE' },
  delivered: { value: 2, word: 'DELIVRD' },
  expired: { value: 3, word: 'EXPIRED' },
  deleted: { value: 4, word: 'DELETED' },
  undeliverable: { value: 5, word: 'UNDELIV' },
} as const;
export type State = keyof typeof STATES;

/** A message in store-and-forward mode. */
export type Stored = {
  readonly id: number;
  readonly messageId: string;
  readonly connection: string;
  readonly pdu: Pdu;
  readonly submittedUs: number;
  state: State;
  /** When its state became final; `null` = it is not. */
  finalUs: number | null;
};

/** A delivery receipt, for whoever submitted the message. */
export type Receipt = {
  readonly fields: DeliverFields;
  readonly tlvs: readonly (readonly [string, FieldValue])[];
};

/** What is stored, by id; what is final is remembered for queries. */
export type MessageStore<M extends Stored> = {
  /** One with the same id takes its place. */
  readonly add: (message: M) => void;
  readonly find: (id: number) => M | undefined;
  /** Those that wait for a destination and were sent by this source. */
  readonly from: (source: string, destination: string) => readonly M[];
};

/** An empty store. */
export function makeMessageStore<M extends Stored>(): MessageStore<M> {
  const messages = new Map<number, M>();
  return {
    add: (message) => {
      messages.set(message.id, message);
      const [oldest] = messages.keys();
      if (messages.size > MAX_STORED && oldest !== undefined) messages.delete(oldest);
    },
    find: (id) => messages.get(id),
    from: (source, destination) =>
      [...messages.values()].filter(
        ({ pdu, state }) =>
          state === 'enroute' && text(pdu, 'source_addr') === source && text(pdu, 'destination_addr') === destination,
      ),
  };
}

const RECEIPT = 0x04;
const RECEIPT_BITS = 0x03;
const ALWAYS = 1;
const ON_FAILURE = 2;
const ON_SUCCESS = 3;

/** Whether the submission asked to be told of this outcome (SMPP 3.4, 5.2.17; success alone is of 5.0). */
export function asksForReceipt(pdu: Pdu, state: State): boolean {
  const asked = uint(pdu, 'registered_delivery') & RECEIPT_BITS;
  if (asked === ALWAYS) return true;
  return state === 'delivered' ? asked === ON_SUCCESS : asked === ON_FAILURE;
}

/** Characters of the message that a receipt quotes (SMPP 3.4, appendix B). */
const QUOTED = 20;

/** What a receipt says; `utc`: `YYMMDDhhmm` of a moment of the run. */
export function receiptOf(message: Stored, utc: (atUs: number) => string): Receipt {
  const { pdu, messageId, submittedUs, finalUs, state } = message;
  const { value, word } = STATES[state];
  const count = state === 'delivered' ? '001' : '000';
  const payload = pdu.fields['short_message'];
  const quote = payload instanceof Uint8Array ? latin1(payload.subarray(0, QUOTED)) : '';
  const words = [
    `id:${messageId}`,
    `sub:001`,
    `dlvrd:${count}`,
    `submit date:${utc(submittedUs)}`,
    `done date:${utc(finalUs ?? submittedUs)}`,
    `stat:${word}`,
    `err:000`,
    `text:${quote}`,
  ];
  return {
    // It goes the way back: from the subscriber to whoever sent the message.
    fields: {
      source_addr_ton: uint(pdu, 'dest_addr_ton'),
      source_addr_npi: uint(pdu, 'dest_addr_npi'),
      source_addr: text(pdu, 'destination_addr'),
      dest_addr_ton: uint(pdu, 'source_addr_ton'),
      dest_addr_npi: uint(pdu, 'source_addr_npi'),
      destination_addr: text(pdu, 'source_addr'),
      esm_class: RECEIPT,
      short_message: fromLatin1(words.join(' ')),
    },
    tlvs: [
      ['receipted_message_id', messageId],
      ['message_state', value],
    ],
  };
}

/** The state that an outcome leaves; what ran out of time has expired. */
export function stateAfter(outcome: Outcome, isOver: boolean): State {
  if (outcome.kind === 'delivered') return 'delivered';
  return isOver ? 'expired' : 'undeliverable';
}
