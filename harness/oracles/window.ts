import { remembered } from '../core/remembered.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { decisive, type Handover } from './handovers.ts';
import { allSubmissions, isSegment } from './submissions.ts';
import { endOf } from './suspension.ts';

/** A time that holds from after one event until another; `null` = it still does. */
export type Span = { readonly from: TraceEvent; readonly until: TraceEvent | null };

/** Numbers to which pushes went out in pieces. */
const cutUp = remembered(
  (view: View): ReadonlySet<string> => new Set(allSubmissions(view).flatMap((one) => (isSegment(one) ? [one.to] : []))),
);

/** From its acceptance until its result, or the end of its last submission: how long a push could be suspended. */
export function demandOf(handover: Handover, view: View): readonly Span[] {
  const { push, attempts, notified, to } = handover;
  const held = push.request.message.pap.control?.attributes['deliver-after-timestamp'] !== undefined;
  if (push.response === null || push.responseClass !== 1 || held) return [];
  // Of what goes out in pieces nobody can say which push it is.
  if (cutUp(view).has(to)) return [];
  const last = attempts.at(-1);
  const until = decisive(handover)?.answer ?? notified[0]?.event ?? (last === undefined ? null : endOf(last, view));
  return [{ from: push.response, until }];
}

/** How many spans hold at once at most, and at which event. */
export function peak(spans: readonly Span[]): { readonly count: number; readonly seq: number } {
  return spans.reduce(
    (most, { from: { seq } }) => {
      const count = spans.filter(({ from, until }) => from.seq <= seq && (until === null || until.seq > seq)).length;
      return count > most.count ? { count, seq } : most;
    },
    { count: 0, seq: 0 },
  );
}

/** The longest time, in µs, for which at least `count` spans hold. */
export function longestUs(spans: readonly Span[], count: number, endUs: number): number {
  const steps = spans
    .flatMap(({ from, until }) => [
      { atUs: from.atUs, by: 1 },
      { atUs: until?.atUs ?? endUs, by: -1 },
    ])
    .sort((a, b) => a.atUs - b.atUs || b.by - a.by);
  let holding = 0;
  let sinceUs: number | null = null;
  let longest = 0;
  for (const { atUs, by } of steps) {
    holding += by;
    if (holding >= count) sinceUs ??= atUs;
    else if (sinceUs !== null) {
      longest = Math.max(longest, atUs - sinceUs);
      sinceUs = null;
    }
  }
  return longest;
}
