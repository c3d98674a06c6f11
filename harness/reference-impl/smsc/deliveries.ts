import type { Profile } from '../../core/profile.ts';
import { UDHI } from '../../wire/smpp/user-data.ts';
import type { Reactor } from '../reactor.ts';
import { orderedMessages, wordOf, type OrderedMessage } from './delivery-order.ts';
import type { DeliverFields } from './policy.ts';
import type { Link } from './transaction.ts';

/** Short messages of one case that wait to go out; what is ordered beyond is dropped. */
export const MAX_ORDERED = 100_000;

/** Begins what is remembered of each request, so that its answer finds its way back here. */
const ABOUT = 'order:';

/** Type of a number that has letters, and of none (SMPP 3.4, 5.2.5). */
const ALPHANUMERIC = 5;

type Waiting = OrderedMessage & { readonly fields: DeliverFields; readonly afterMs: number };
type Line = { readonly number: string; readonly waiting: Waiting[]; flight: string | null; pausing: boolean };

export type DeliveryOptions = {
  readonly profile: Profile;
  readonly numbers: readonly string[];
  readonly seed: number;
  readonly reactor: Pick<Reactor, 'after' | 'cancel'>;
  readonly link: Link;
};

/** What a case has the SMSC send to handsets without any submission: odd orders, repeats, headers that no SMSC writes. */
export type Deliveries = {
  readonly order: (args: Readonly<Record<string, unknown>>) => void;
  /** Whether the answered request was one of these. */
  readonly answered: (connection: string, sequence: number, about: string) => boolean;
  /** A receiver was bound: what waits for one goes out. */
  readonly resume: () => void;
  /** What still waits does not go out. */
  readonly forget: () => void;
};

/** Sends each handset's short messages one after another: the next when the one before was answered, or not within ackMs. */
export function makeDeliveries({ profile, numbers, seed, reactor, link }: DeliveryOptions): Deliveries {
  const lines = new Map<string, Line>();

  const advance = (line: Line): void => {
    const [next] = line.waiting;
    if (next === undefined || line.flight !== null || line.pausing) return;
    const connection = link.routes.find(line.number);
    if (connection === null) return;
    if (next.afterMs > 0) {
      line.pausing = true;
      line.waiting[0] = { ...next, afterMs: 0 };
      reactor.after(`order-pause:${line.number}`, next.afterMs * 1000, () => {
        line.pausing = false;
        advance(line);
      });
      return;
    }
    line.waiting.shift();
    const coding = next.dataCoding === null ? {} : { data_coding: next.dataCoding };
    const fields = { ...next.fields, ...coding, esm_class: next.hasHeader ? UDHI : 0, short_message: next.userData };
    const sequence = link.request(connection, 'deliver_sm', fields, `${ABOUT}${line.number}`);
    if (sequence === null) return;
    line.flight = `${connection} ${sequence}`;
    reactor.after(`order-ack:${line.number}`, profile.timers.ackMs * 1000, () => {
      link.forget(connection, sequence);
      line.flight = null;
      advance(line);
    });
  };

  return {
    order: (args) => {
      const number = numbers[LETTERS.indexOf(wordOf(args, 'to', 'A'))];
      if (number === undefined) return;
      const line = lines.get(number) ?? { number, waiting: [], flight: null, pausing: false };
      lines.set(number, line);
      const fields = fieldsOf(args, number, profile);
      const messages = orderedMessages(args, seed).slice(0, MAX_ORDERED - line.waiting.length);
      const afterMs = Number(args['afterMs'] ?? 0);
      line.waiting.push(...messages.map((one, at) => ({ ...one, fields, afterMs: at === 0 ? afterMs : 0 })));
      advance(line);
    },
    answered: (connection, sequence, about) => {
      if (!about.startsWith(ABOUT)) return false;
      const line = lines.get(about.slice(ABOUT.length));
      if (line?.flight === `${connection} ${sequence}`) {
        reactor.cancel(`order-ack:${line.number}`);
        line.flight = null;
        advance(line);
      }
      return true;
    },
    resume: () => {
      for (const line of lines.values()) advance(line);
    },
    forget: () => {
      for (const line of lines.values()) line.waiting.length = 0;
    },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOP';

function fieldsOf(args: Readonly<Record<string, unknown>>, number: string, { smpp }: Profile): DeliverFields {
  const from = wordOf(args, 'from', smpp.source.addr);
  const isWord = /[^\d+]/.test(from);
  return {
    source_addr_ton: isWord ? ALPHANUMERIC : smpp.source.ton,
    source_addr_npi: isWord ? 0 : smpp.source.npi,
    source_addr: from,
    dest_addr_ton: smpp.destination.ton,
    dest_addr_npi: smpp.destination.npi,
    destination_addr: number,
    data_coding: Number(args['dataCoding'] ?? smpp.dataCoding),
  };
}
