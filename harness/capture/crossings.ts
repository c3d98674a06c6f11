import type { Party } from '../core/party.ts';
import { isMessage, type Header, type Message, type Trace, type TraceEvent } from '../trace/event.ts';
import { endsOf } from '../trace/subscriber.ts';
import { latin1 } from '../wire/octets.ts';

/** What happened once to a connection, however many ends noted it. */
export type Crossing = {
  /** Whoever noted it first. */
  readonly event: Exclude<TraceEvent, { kind: 'fault' }>;
  /** `arrived`: its sender is observed and did not send it so; the link changed, repeated or invented it. */
  readonly way: 'sent' | 'arrived';
  /** Every event it is made of, faults that met it included. */
  readonly seqs: readonly number[];
  /** What the link did to it. */
  readonly faults: readonly string[];
};

/**
 * Each message, opening and closing once, in the order of the trace. An `in` goes with the earliest `out` of the same
 * octets that has not arrived yet.
 */
export function crossingsOf({ header, events }: Trace): readonly Crossing[] {
  const crossings: Crossing[] = [];
  const bySeq = new Map<number, { readonly seqs: number[]; readonly faults: string[] }>();
  const openings = new Map<string, number>();
  const underway = new Map<string, number[]>();

  const add = (event: Crossing['event'], way: Crossing['way']): void => {
    const crossing = { event, way, seqs: [event.seq], faults: [] };
    bySeq.set(event.seq, crossing);
    crossings.push(crossing);
  };
  const join = (seq: number, first: number): void => void bySeq.get(first)?.seqs.push(seq);

  const message = (event: Message): void => {
    const { sender } = endsOf(event);
    const key = `${conversationKey(event)} ${sender} ${latin1(event.octets)}`;
    const waiting = underway.get(key) ?? [];
    if (event.direction === 'out') {
      underway.set(key, [...waiting, event.seq]);
      add(event, 'sent');
      return;
    }
    const [first, ...rest] = waiting;
    underway.set(key, rest);
    if (first === undefined) add(event, isObserved(header, event, sender) ? 'arrived' : 'sent');
    else join(event.seq, first);
  };
  const opened = (event: Crossing['event']): void => {
    const key = conversationKey(event);
    const first = openings.get(key);
    if (first !== undefined) {
      join(event.seq, first);
      return;
    }
    openings.set(key, event.seq);
    add(event, 'sent');
  };

  for (const event of events) {
    if (event.kind === 'fault') {
      join(event.seq, event.affects);
      bySeq.get(event.affects)?.faults.push(event.fault);
    } else if (isMessage(event)) message(event);
    else if (event.kind === 'opened') opened(event);
    else add(event, 'sent');
  }
  return crossings;
}

/** The same for both ends of a connection; a session that segments share with submissions is two conversations. */
export function conversationKey({ connection, pco, party, peer }: TraceEvent): string {
  return [connection, pco, ...[party, peer].sort()].join(' ');
}

function isObserved({ observed }: Header, { pco }: Message, party: Party): boolean {
  return observed.some((one) => one.pco === pco && one.parties.includes(party));
}
