import type { Party } from '../core/party.ts';
import type { Header, Trace, TraceEvent } from './event.ts';

/** What one party saw: the only thing that party is judged by. */
export type View = {
  readonly party: Party;
  readonly header: Header;
  /** Of that party only, by `seq`. */
  readonly events: readonly TraceEvent[];
};

/** The events of one party. */
export function viewOf(trace: Trace, party: Party): View {
  return { party, header: trace.header, events: trace.events.filter((event) => event.party === party) };
}
