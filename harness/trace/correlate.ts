import { latin1 } from '../wire/octets.ts';
import { fullNumber } from '../wire/smpp/national.ts';
import { isResponse, text, uint, type Pdu } from '../wire/smpp/pdu.ts';
import type { PapMessage } from '../wire/pap/message.ts';
import { isMessage, type Message, type Trace, type TraceEvent } from './event.ts';
import { digitsOf, endsOf, PLMN_ADDRESS, subscriberField, subscribersOf } from './subscriber.ts';

type Numbers = readonly string[];

const NOBODY: Numbers = [];

/** Requests that are about the subscriber their address names. */
const ADDRESSED: ReadonlySet<string> = new Set([
  'submit_sm',
  'data_sm',
  'deliver_sm',
  'submit_multi',
  'cancel_sm',
  'alert_notification',
]);

/** Requests that name a message instead. */
const BY_MESSAGE_ID: ReadonlySet<string> = new Set(['query_sm', 'replace_sm', 'cancel_sm']);

/**
 * `seq` → the subscriber numbers (digits) that an event concerns. A response concerns those of its request, found
 * by the view's party, connection, requester and sequence_number, or on its HTTP connection; what names a push-id
 * or a message_id, those of that push or message; an HTTP connection's opening and closing, those of its requests.
 * Session PDUs concern nobody.
 */
export function numbersOf({ events }: Trace): ReadonlyMap<number, Numbers> {
  const known = attributed.get(events);
  if (known?.length === events.length) return known.of;
  const of = attribution(events);
  attributed.set(events, { length: events.length, of });
  return of;
}

/** What was found before; a recorder's events may have grown since. */
const attributed = new WeakMap<
  Trace['events'],
  { readonly length: number; readonly of: ReadonlyMap<number, Numbers> }
>();

function attribution(events: Trace['events']): ReadonlyMap<number, Numbers> {
  const of = new Map<number, Numbers>();
  const attribute = attributor();
  const onConnection = new Map<string, Set<string>>();
  for (const event of events) {
    if (!isMessage(event)) continue;
    const numbers = attribute(event);
    of.set(event.seq, numbers);
    if (event.pco !== 'pap' || numbers.length === 0) continue;
    const known = onConnection.get(event.connection) ?? new Set();
    onConnection.set(event.connection, known);
    for (const number of numbers) known.add(number);
  }
  for (const event of events) {
    if (event.kind === 'fault') of.set(event.seq, of.get(event.affects) ?? NOBODY);
    else if (!isMessage(event)) of.set(event.seq, [...(onConnection.get(event.connection) ?? NOBODY)]);
  }
  return of;
}

/**
 * The events that concern one of these numbers or nobody: sessions opening, binding, idling and closing, and
 * what cannot be attributed. They keep their `seq`.
 */
export function cut(trace: Trace, numbers: Numbers): Trace {
  const wanted = new Set(numbers);
  const of = numbersOf(trace);
  const concerns = (event: TraceEvent): boolean => {
    const concerned = of.get(event.seq) ?? NOBODY;
    return concerned.length === 0 || concerned.some((number) => wanted.has(number));
  };
  return { header: trace.header, events: trace.events.filter(concerns) };
}

/** Attributes messages in the order of their `seq`; remembers requests, pushes and messages. */
export function attributor(): (message: Message) => Numbers {
  const requests = new Map<string, Numbers>();
  const exchanges = new Map<string, Numbers>();
  const pushes = new Map<string, Numbers>();
  const messages = new Map<string, Numbers>();
  /** Numbers that somebody of ours wrote in full. */
  const known = new Set<string>();

  const smpp = (event: Message, pdu: Pdu): Numbers => {
    const { sender, receiver } = endsOf(event);
    const requester = isResponse(pdu) ? receiver : sender;
    const key = `${event.party} ${event.connection} ${requester} ${pdu.sequence_number}`;
    const id = text(pdu, 'message_id');
    if (isResponse(pdu)) {
      const numbers = requests.get(key) ?? NOBODY;
      if (id !== '' && numbers.length > 0) messages.set(id, numbers);
      return numbers;
    }
    const addressed = ADDRESSED.has(pdu.command) ? unique(subscribersOf(pdu, event)).map(inFull(event, pdu)) : NOBODY;
    if (sender === 'ppg') for (const number of addressed) known.add(number);
    const numbers = addressed.length === 0 && BY_MESSAGE_ID.has(pdu.command) ? (messages.get(id) ?? NOBODY) : addressed;
    requests.set(key, numbers);
    return numbers;
  };

  /** What is written in national form is one of the numbers that were written in full before (AMB-25). */
  const inFull = (event: Message, pdu: Pdu): ((digits: string) => string) => {
    const field = subscriberField(pdu.command, event) === 'source_addr' ? 'source_addr_ton' : 'dest_addr_ton';
    return (digits) => fullNumber(digits, uint(pdu, field), known);
  };

  const pap = (event: Message, { http, control }: PapMessage): Numbers => {
    const key = `${event.party} ${event.connection}`;
    if (http.kind === 'response') return exchanges.get(key) ?? NOBODY;
    const id = control?.attributes['push-id'] ?? '';
    const written = unique(addressesIn(event, control));
    const numbers = written.length > 0 ? written : (pushes.get(id) ?? NOBODY);
    if (event.message.name === 'push-message' && numbers.length > 0) {
      pushes.set(id, numbers);
      for (const number of numbers) known.add(number);
    }
    exchanges.set(key, numbers);
    return numbers;
  };

  return (event) => {
    const { message } = event;
    switch (message.kind) {
      case 'smpp':
      case 'rp':
        return smpp(event, message.pdu);
      case 'pap':
        return event.pco === 'pap' ? pap(event, message.pap) : NOBODY;
      case 'push':
        return [digitsOf(message.to)];
    }
  };
}

/** From the control entity; from the octets where that breaks rules: to whom it was meant is then still known. */
function addressesIn(event: Message, control: PapMessage['control']): readonly string[] {
  const elements = (control?.children ?? []).flatMap((child) => [child, ...child.children]);
  const values = elements.map((element) => (typeof element === 'string' ? '' : element.attributes['address-value']));
  const found = plmnNumbers(values.join('\n'));
  return found.length > 0 ? found : plmnNumbers(latin1(event.octets));
}

function plmnNumbers(text: string): readonly string[] {
  return [...text.matchAll(PLMN_ADDRESS)].flatMap(([, number]) => number ?? []);
}

function unique(addresses: readonly string[]): Numbers {
  return [...new Set(addresses.map(digitsOf))];
}
