import { isMessage, type TraceEvent } from '../../trace/event.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';

/** How many submissions of the PPG, over all its sessions, were without response at the same time, at most so far; every event is looked at once. */
export function mostSuspended(events: readonly TraceEvent[]): () => number {
  const suspended = new Map<string, Set<number>>();
  let read = 0;
  let open = 0;
  let most = 0;
  const take = (event: TraceEvent): void => {
    if (event.party !== 'ppg' || event.pco !== 'smpp') return;
    const { connection } = event;
    const mine = suspended.get(connection) ?? new Set();
    const before = mine.size;
    if (event.kind === 'closed') mine.clear();
    else if (isMessage(event) && event.message.kind === 'smpp') {
      const { pdu } = event.message;
      if (event.direction === 'in' && isResponse(pdu)) mine.delete(pdu.sequence_number);
      if (event.direction === 'out' && SUBMISSIONS.includes(pdu.command)) mine.add(pdu.sequence_number);
    }
    if (event.kind === 'closed') suspended.delete(connection);
    else suspended.set(connection, mine);
    open += mine.size - before;
    most = Math.max(most, open);
  };
  return () => {
    for (; read < events.length; read += 1) {
      const event = events[read];
      if (event !== undefined) take(event);
    }
    return most;
  };
}

const SUBMISSIONS: readonly string[] = ['submit_sm', 'data_sm'];
