import { equal } from '../wire/octets.ts';
import { isMessage, type Header, type Message, type TraceEvent } from './event.ts';
import { endsOf } from './subscriber.ts';

/** One line to be: an event, or a message's leaving and arriving. */
export type Row = {
  readonly events: readonly [TraceEvent, ...TraceEvent[]];
  readonly arrow: '>' | '>x' | 'x>' | '>.' | '.>' | '!' | '~';
  /** `seq` of the sending, for an arrival with a line of its own. */
  readonly sent: number | null;
};

/** Sent messages of one direction of one connection that are searched for the one that arrived. */
const MAX_UNDER_WAY = 256;

/**
 * Events as lines, in their order. A message's arrival joins its sending unless some party's order of events, as a
 * reader takes it from the lines, would change by that; then it has a line of its own.
 */
export function rowsOf(events: readonly TraceEvent[], observed: Header['observed']): readonly Row[] {
  const arrivals = pairsOf(events);
  const apart = new Set<TraceEvent>();
  for (;;) {
    const rows = joinedRows(events, { arrivals, apart, observed });
    const wrong = arrivalsOutOfOrder(rows, arrivals);
    // ends: each round takes at least one arrival apart, and with all of them apart nothing is out of order
    const before = apart.size;
    for (const event of wrong) apart.add(event);
    if (apart.size === before) return rows;
  }
}

/** Sent → arrived: the first with the same octets, on the same connection, in the same direction. */
function pairsOf(events: readonly TraceEvent[]): ReadonlyMap<TraceEvent, TraceEvent> {
  const underWay = new Map<string, Message[]>();
  const arrivals = new Map<TraceEvent, TraceEvent>();
  for (const event of events) {
    if (!isMessage(event)) continue;
    const { sender, receiver } = endsOf(event);
    const key = `${event.connection} ${sender} ${receiver} ${event.pco}`;
    const waiting = underWay.get(key) ?? [];
    underWay.set(key, waiting);
    if (event.direction === 'out') {
      waiting.push(event);
      if (waiting.length > MAX_UNDER_WAY) waiting.shift();
      continue;
    }
    const at = waiting.findIndex(({ octets }) => equal(octets, event.octets));
    const [sent] = at === -1 ? [] : waiting.splice(at, 1);
    if (sent !== undefined) arrivals.set(sent, event);
  }
  return arrivals;
}

type Joining = {
  readonly arrivals: ReadonlyMap<TraceEvent, TraceEvent>;
  readonly apart: ReadonlySet<TraceEvent>;
  readonly observed: Header['observed'];
};

function joinedRows(events: readonly TraceEvent[], { arrivals, apart, observed }: Joining): readonly Row[] {
  const sentOf = new Map([...arrivals].map(([sent, arrival]) => [arrival, sent.seq]));
  const seesPeer = ({ pco, peer }: TraceEvent): boolean =>
    observed.some((one) => one.pco === pco && one.parties.includes(peer));
  const row = (event: TraceEvent, arrow: Row['arrow']): Row => ({ events: [event], arrow, sent: null });
  return events.flatMap((event): readonly Row[] => {
    if (event.kind === 'fault') return [row(event, '~')];
    if (!isMessage(event)) return [row(event, '!')];
    if (event.direction === 'in') {
      const sent = sentOf.get(event);
      if (sent === undefined) return [row(event, seesPeer(event) ? 'x>' : '>')];
      return apart.has(event) ? [{ events: [event], arrow: '.>', sent }] : [];
    }
    const arrival = arrivals.get(event);
    if (arrival === undefined) return [row(event, seesPeer(event) ? '>x' : '>')];
    return apart.has(arrival) ? [row(event, '>.')] : [{ events: [event, arrival], arrow: '>', sent: null }];
  });
}

/** The joined arrivals whose place a party's events would lose when the lines are read back. */
function arrivalsOutOfOrder(
  rows: readonly Row[],
  arrivals: ReadonlyMap<TraceEvent, TraceEvent>,
): readonly TraceEvent[] {
  const arrived = new Set(arrivals.values());
  const read = rows.flatMap(({ events }) => events).sort((a, b) => a.atUs - b.atUs);
  const byParty = new Map<string, TraceEvent[]>();
  for (const event of read) {
    const own = byParty.get(event.party) ?? [];
    byParty.set(event.party, own);
    own.push(event);
  }
  return [...byParty.values()].flatMap((own) => {
    const should = own.toSorted((a, b) => a.seq - b.seq);
    return own.filter((event, at) => should[at] !== event && arrived.has(event));
  });
}
