import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import type { Arrival } from './arrivals.ts';

const MS = 1_000;
/** How long an answer may take, where the profile's ackMs is not longer; then it does not come any more. */
const PATIENCE_MS = 10_000;

/** Whether the answer to a short message does not come any more, for as long as it was waited for on an open session. */
export function isOverdue({ request }: Arrival, view: View, { timers }: Profile): boolean {
  const { complete, endUs } = view.header;
  return complete.end && endUs >= request.atUs + Math.max(PATIENCE_MS, 2 * timers.ackMs) * MS;
}

/** Whether a short message's session ended before it was answered: who ended it, and why, is not this rule's. */
export function isCutOff({ request, answer }: Arrival, { events }: View): boolean {
  return (
    answer === null &&
    events.some(
      (event) => event.kind === 'closed' && event.connection === request.connection && event.seq > request.seq,
    )
  );
}
