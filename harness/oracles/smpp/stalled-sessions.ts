import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf } from '../submissions.ts';
import { closing } from './exchanges.ts';

/** So many requests in a row whose answers the peer does not read: it has stopped reading. */
export const UNREAD_REQUESTS = 100;

/** From the first of the requests that are not read the answers of, until the connection ends. */
export type Stall = { readonly from: TraceEvent; readonly until: TraceEvent | undefined };

/** The sessions that a peer has stopped reading: what comes on them is not seen, and cannot be missed. */
export function stalledSessions(peer: View): readonly Stall[] {
  const runs = new Map<string, { first: TraceEvent; count: number }>();
  const stalls: Stall[] = [];
  for (const message of pdusOf(peer)) {
    if (message.pco !== 'smpp') continue;
    if (message.direction === 'in') {
      runs.delete(message.connection);
      continue;
    }
    if (isResponse(message.message.pdu)) continue;
    const run = runs.get(message.connection) ?? { first: message, count: 0 };
    run.count += 1;
    runs.set(message.connection, run);
    if (run.count === UNREAD_REQUESTS) stalls.push({ from: run.first, until: closing(peer, message) });
  }
  return stalls.filter(({ from, until }) => !pdusOf(peer).some((one) => isReadAfter(one, from, until)));
}

function isReadAfter(one: ReturnType<typeof pdusOf>[number], from: TraceEvent, until: TraceEvent | undefined): boolean {
  const isWithin = one.seq > from.seq && one.seq < (until?.seq ?? Number.POSITIVE_INFINITY);
  return one.direction === 'in' && one.connection === from.connection && isWithin;
}
