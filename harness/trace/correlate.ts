import type { Trace } from './event.ts';

/** `seq` → the subscriber numbers (digits) that the event concerns; session PDUs concern none. */
export function numbersOf(trace: Trace): ReadonlyMap<number, readonly string[]> {
  throw new Error(`not yet: ${trace.header.source}`);
}

/** The events of these numbers and those of the sessions they run on, with their `seq`. */
export function cut(trace: Trace, numbers: readonly string[]): Trace {
  throw new Error(`not yet: ${trace.header.source} ${numbers.length}`);
}
