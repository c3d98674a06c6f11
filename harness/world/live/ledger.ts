import { attributor } from '../../trace/correlate.ts';
import { isMessage, type TraceEvent } from '../../trace/event.ts';

/** Whom each event of a growing recording concerns; every event is looked at once. */
export type Ledger = {
  /** Subscriber numbers; none for what concerns sessions, or nobody knows whom. */
  readonly numbersOf: (event: TraceEvent) => readonly string[];
  /** From the event at `from` on, what concerns one of these numbers or nobody. */
  readonly since: (from: number, numbers: ReadonlySet<string>) => readonly TraceEvent[];
  /** How the sessions that are open came up: opened, bound. */
  readonly openSessions: () => readonly TraceEvent[];
};

const NOBODY: readonly string[] = [];

/** Keeps up with `events`, which only ever grows. */
export function makeLedger(events: readonly TraceEvent[]): Ledger {
  const attribute = attributor();
  const bySeq = new Map<number, readonly string[]>();
  const byExchange = new Map<string, Set<string>>();
  let read = 0;

  const catchUp = (): void => {
    for (; read < events.length; read += 1) {
      const event = events[read];
      if (event === undefined || !isMessage(event)) continue;
      const numbers = attribute(event);
      if (numbers.length === 0) continue;
      bySeq.set(event.seq, numbers);
      if (event.pco !== 'pap') continue;
      const known = byExchange.get(event.connection) ?? new Set();
      byExchange.set(event.connection, known);
      for (const number of numbers) known.add(number);
    }
  };
  const numbersOf = (event: TraceEvent): readonly string[] => {
    catchUp();
    if (event.kind === 'message') return bySeq.get(event.seq) ?? NOBODY;
    if (event.kind === 'fault') return bySeq.get(event.affects) ?? NOBODY;
    return [...(byExchange.get(event.connection) ?? NOBODY)];
  };
  return {
    numbersOf,
    since: (from, numbers) =>
      events.slice(from).filter((event) => {
        const concerned = numbersOf(event);
        return concerned.length === 0 || concerned.some((number) => numbers.has(number));
      }),
    openSessions: () => {
      const open = new Map<string, TraceEvent[]>();
      for (const event of events) {
        if (event.pco !== 'smpp' && event.pco !== 'sm' && event.pco !== 'rp') continue;
        if (event.kind === 'closed') open.delete(event.connection);
        if (event.kind === 'opened') open.set(event.connection, [...(open.get(event.connection) ?? []), event]);
        if (isMessage(event) && /^(bind_|outbind)/.test(event.message.name)) open.get(event.connection)?.push(event);
      }
      return [...open.values()].flat().sort((a, b) => a.seq - b.seq);
    },
  };
}
