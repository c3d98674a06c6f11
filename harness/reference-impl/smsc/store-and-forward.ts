import { text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { utcAt } from '../ppg/time.ts';
import type { Reactor } from '../reactor.ts';
import type { Accepted } from './dispatching.ts';
import type { Outcome } from './policy.ts';
import type { Sessions } from './session.ts';
import { asksForReceipt, makeMessageStore, receiptOf, stateAfter, STATES, type Stored } from './stored.ts';

/** Receipts that wait for a session of their account; beyond it the oldest is dropped. */
export const MAX_REPORTS = 10_000;

const ROK = 0x00;
const RINVMSGID = 0x0c;
const RCANCELFAIL = 0x11;
const RREPLACEFAIL = 0x13;

export type StoreAndForwardParts = {
  readonly reactor: Pick<Reactor, 'nowUs'>;
  readonly sessions: Pick<Sessions, 'report' | 'systemIdOf'>;
  readonly epochUtc: string;
  /** Takes a message back of which nothing was sent. */
  readonly withdraw: (id: number) => boolean;
  /** Sends a message anew under its id; `accepted` is called before. Else the status that refuses it. */
  readonly restart: (id: number, pdu: Pdu, systemId: string, accepted: (what: Accepted) => void) => number;
};

/** What is known of a message that is asked about. */
export type Known = { readonly state: number; readonly finalDate: string };

/** Messages that are kept until they are delivered or their time is over, and what their senders can do about them (SMPP 3.4, 2.10.1). */
export type StoreAndForward = {
  readonly took: (id: number, messageId: string, connection: string, pdu: Pdu, limitMs: number | null) => void;
  readonly ended: (id: number, outcome: Outcome) => void;
  /** Whether the message_id is that of a stored message, whoever asks. */
  readonly keeps: (request: Pdu) => boolean;
  readonly query: (request: Pdu) => Known | null;
  /** A submission takes the place of what waits for the same subscriber, from the same sender, of the same service (SMPP 3.4, 5.2.18). */
  readonly supersede: (pdu: Pdu) => void;
  /** The message of that id as it is now to be sent; `null` = there is none that waits. */
  readonly waiting: (id: number) => Pdu | null;
  /** command_status; `null` = no such message is stored. */
  readonly cancel: (request: Pdu) => number | null;
  readonly replace: (request: Pdu) => number | null;
  /** A session was bound: receipts that wait for one go out. */
  readonly bound: () => void;
};

type Entry = Stored & { readonly systemId: string; readonly untilUs: number };

export function makeStoreAndForward(parts: StoreAndForwardParts): StoreAndForward {
  const { reactor, sessions, epochUtc } = parts;
  const store = makeMessageStore<Entry>();
  let reports: Entry[] = [];

  const untilUs = (limitMs: number | null): number =>
    limitMs === null ? Number.POSITIVE_INFINITY : reactor.nowUs() + limitMs * 1_000;
  const finish = (message: Entry, state: Stored['state']): void => {
    message.state = state;
    message.finalUs = reactor.nowUs();
    // Only what a receipt quotes is kept of what is over.
    const tlvs = message.pdu.tlvs.filter(({ name }) => name !== 'message_payload');
    store.add({ ...message, pdu: { ...message.pdu, tlvs } });
    if (asksForReceipt(message.pdu, state)) reports.push(message);
    reports = reports.slice(-MAX_REPORTS);
    report();
  };
  const report = (): void => {
    reports = reports.filter((message) => {
      const { fields, tlvs } = receiptOf(message, (atUs) => minutesOf(utcAt(epochUtc, atUs)));
      return !sessions.report(message.connection, message.systemId, fields, tlvs);
    });
  };
  const identified = (request: Pdu): Entry | undefined => {
    const messageId = text(request, 'message_id');
    return /^[0-9a-f]{8}$/.test(messageId) ? store.find(Number.parseInt(messageId, 16)) : undefined;
  };
  /** By its id, for whoever sent it. */
  const named = (request: Pdu): Entry | undefined => {
    const message = identified(request);
    return message !== undefined && text(message.pdu, 'source_addr') === text(request, 'source_addr')
      ? message
      : undefined;
  };
  const cancelOne = (message: Entry): boolean => {
    if (message.state !== 'enroute') return false;
    message.state = 'deleted';
    if (parts.withdraw(message.id)) {
      finish(message, 'deleted');
      return true;
    }
    message.state = 'enroute';
    return false;
  };

  return {
    took: (id, messageId, connection, pdu, limitMs) =>
      store.add({
        id,
        messageId,
        connection,
        systemId: sessions.systemIdOf(connection),
        pdu,
        submittedUs: reactor.nowUs(),
        untilUs: untilUs(limitMs),
        state: 'enroute',
        finalUs: null,
      }),
    ended: (id, outcome) => {
      const message = store.find(id);
      if (message?.state === 'enroute') finish(message, stateAfter(outcome, reactor.nowUs() >= message.untilUs));
    },
    keeps: (request) => identified(request) !== undefined,
    query: (request) => {
      const message = named(request);
      if (message === undefined) return null;
      const { state, finalUs } = message;
      const finalDate = finalUs === null ? '' : `${secondsOf(utcAt(epochUtc, finalUs))}000+`;
      return { state: STATES[state].value, finalDate };
    },
    supersede: (pdu) => {
      const others = store.from(text(pdu, 'source_addr'), text(pdu, 'destination_addr'));
      const ofType = others.filter((one) => text(one.pdu, 'service_type') === text(pdu, 'service_type'));
      ofType.forEach(cancelOne);
    },
    waiting: (id) => {
      const message = store.find(id);
      return message?.state === 'enroute' ? message.pdu : null;
    },
    cancel: (request) => {
      if (text(request, 'message_id') !== '') {
        const message = named(request);
        return message === undefined ? null : cancelOne(message) ? ROK : RCANCELFAIL;
      }
      const all = store.from(text(request, 'source_addr'), text(request, 'destination_addr'));
      const ofType = all.filter(({ pdu }) => text(pdu, 'service_type') === text(request, 'service_type'));
      if (ofType.length === 0) return null;
      return ofType.filter(cancelOne).length > 0 ? ROK : RCANCELFAIL;
    },
    replace: (request) => {
      const message = named(request);
      if (message === undefined) return null;
      if (message.state !== 'enroute') return RREPLACEFAIL;
      message.state = 'deleted';
      const isWaiting = parts.withdraw(message.id);
      message.state = 'enroute';
      if (!isWaiting) return RREPLACEFAIL;
      const restart = (pdu: Pdu): boolean =>
        parts.restart(message.id, pdu, message.systemId, ({ pdu: kept, limitMs }) =>
          store.add({ ...message, pdu: kept, untilUs: untilUs(limitMs) }),
        ) === ROK;
      if (restart(replaced(message.pdu, request))) return ROK;
      // What takes no other content goes on with its own.
      if (!restart(message.pdu)) finish(message, 'undeliverable');
      return RREPLACEFAIL;
    },
    bound: report,
  };
}

/** Status for what no store and no transaction knows. */
export const UNKNOWN_MESSAGE = RINVMSGID;

/** The message with what replace_sm brings (SMPP 3.4, 4.10): text, receipt and, where given, times. */
function replaced(pdu: Pdu, request: Pdu): Pdu {
  const validity = text(request, 'validity_period');
  const schedule = text(request, 'schedule_delivery_time');
  return {
    ...pdu,
    fields: {
      ...pdu.fields,
      short_message: request.fields['short_message'] ?? new Uint8Array(0),
      sm_length: uint(request, 'sm_length'),
      registered_delivery: uint(request, 'registered_delivery'),
      validity_period: validity === '' ? text(pdu, 'validity_period') : validity,
      schedule_delivery_time: schedule === '' ? text(pdu, 'schedule_delivery_time') : schedule,
    },
    tlvs: [
      ...pdu.tlvs.filter(({ name }) => name !== 'message_payload'),
      ...request.tlvs.filter(({ name }) => name === 'message_payload'),
    ],
  };
}

/** `YYMMDDhhmm` of a 20-character UTC. */
function minutesOf(utc: string): string {
  return utc.replace(/\D/g, '').slice(2, 12);
}

/** `YYMMDDhhmmss` of a 20-character UTC. */
function secondsOf(utc: string): string {
  return utc.replace(/\D/g, '').slice(2, 14);
}
