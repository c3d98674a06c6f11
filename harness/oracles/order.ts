import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { acknowledged, type Dispatch } from './groups.ts';
import { sendingsOf } from './sendings.ts';

/** Two sockets of ours are read independently: what came this much later at the other was also sent later. */
const OTHER_SOCKET_US = 100_000;

/** Which of two messages a party sent first, where its sockets or its peers' can tell. */
export type Order = 'after' | 'before' | 'unsure';

/**
 * Whether a party sent `later` after it had sent `earlier`. At a mirrored party only one connection keeps the order;
 * across two of them both were read by us, each in its own time.
 */
export function sentAfter(view: View, earlier: TraceEvent, later: TraceEvent): Order {
  if (later.seq < earlier.seq) return 'before';
  if (!view.header.mirrored.includes(view.party) || earlier.connection === later.connection) return 'after';
  return later.atUs - earlier.atUs > OTHER_SOCKET_US + view.header.timingToleranceUs ? 'after' : 'unsure';
}

/** A later push to the same number was delivered after `event`, or twice the predetermined time passed: what had not come by then does not come. */
export function nothingMoreComes(
  view: View,
  event: TraceEvent,
  to: string,
  all: readonly Dispatch[],
  transactionMs: number,
): boolean {
  const marker = all.some(
    (other) =>
      other.submission.to === to &&
      other.submission.request.seq > event.seq &&
      sendingsOf(other).some(acknowledged) &&
      other.submission.responses.length > 0,
  );
  const { complete, endUs } = view.header;
  return marker || (complete.end && endUs >= event.atUs + 2 * transactionMs * 1_000);
}
