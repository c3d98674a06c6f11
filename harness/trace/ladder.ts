import type { Header, Trace, TraceEvent } from './event.ts';
import type { Mask } from './mask.ts';

/** What a printed ladder shows besides the events. */
export type LadderOptions = {
  /** These are marked with `*`. */
  readonly evidence?: readonly TraceEvent[];
  /** Lines shown either side of the evidence; the others are elided. Absent: all. */
  readonly around?: number;
  /** Adds what the header says otherwise than a ladder assumes: observed, mirrored, end. */
  readonly header?: Header;
  readonly mask?: Mask;
};

/** A trace from its ladder. Throws a `UsageError` naming the line and the remedy. */
export function parseLadder(text: string): Trace {
  throw new Error(`not yet: ${text.length}`);
}

/** Events as a ladder that `parseLadder` reads back. */
export function printLadder(events: readonly TraceEvent[], options: LadderOptions): string {
  throw new Error(`not yet: ${events.length} ${typeof options}`);
}
