import type { Header } from '../trace/event.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';

const MS = 1_000;

/** Kind U of the catalogue's section 12: the last moment, in µs after the start, that still passes. Virtual time has no tolerance. */
export function latestUs(limitMs: number, header: Header): number {
  if (header.world === 'sim') return limitMs * MS;
  return Math.round(1.2 * limitMs * MS) + 100 * MS + header.timingToleranceUs;
}

/** How a wait for something that never came ended. */
export type Waiting = 'over' | 'still open' | 'cut off';

/**
 * Whether a wait that began at `from` may be called over: the observation lasted until `limitUs` after it.
 * `cut off`: the connection that had to bring the answer was closed before.
 */
export function waiting(view: View, from: TraceEvent, limitUs: number, connection: string): Waiting {
  const untilUs = from.atUs + limitUs;
  const closed = view.events.find(
    (event) =>
      event.kind === 'closed' && event.connection === connection && event.seq > from.seq && event.atUs < untilUs,
  );
  if (closed !== undefined) return 'cut off';
  return view.header.complete.end && view.header.endUs >= untilUs ? 'over' : 'still open';
}
