import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { acknowledged, type Dispatch } from './groups.ts';
import { eventsOf, found, sendingsOf } from './sendings.ts';
import type { Finding } from '../trace/finding.ts';

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

/** One finding on whether a push was still being sent after its response; none while that cannot be known. */
export function lateSegments(
  view: View,
  dispatch: Dispatch,
  response: TraceEvent,
  all: readonly Dispatch[],
  transactionMs: number,
): readonly Finding[] {
  const expected = 'no segment of the push after the response to its submission';
  const { request, to } = dispatch.submission;
  const after = sendingsOf(dispatch).filter((one) => sentAfter(view, response, one.request) === 'after');
  if (after.length > 0)
    return [found('fail', [request, response, ...eventsOf(after)], expected, `${after.length} after it`)];
  const unsure = sendingsOf(dispatch).filter((one) => sentAfter(view, response, one.request) === 'unsure');
  if (unsure.length > 0) {
    const actual = 'read at another socket right after the response: which was sent first is not known';
    return [found('inconc', [request, response, ...eventsOf(unsure)], expected, actual)];
  }
  return sendingsOf(dispatch).length > 0 && nothingMoreComes(view, response, to, all, transactionMs)
    ? [found('pass', [request, ...eventsOf(sendingsOf(dispatch)), response], expected, 'none')]
    : [];
}
