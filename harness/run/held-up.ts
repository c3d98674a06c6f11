import type { Trace } from '../trace/event.ts';

/** Our own process held up for longer may have missed the time in which a case does what it is for. */
const HELD_UP_US = 100_000;

/** Whether a case that did not come to what it is for may blame the machine it ran on: in virtual time nothing is late. */
export function wasHeldUp({ header: { world, timingToleranceUs } }: Trace): boolean {
  return world === 'live' && timingToleranceUs > HELD_UP_US;
}

export const HELD_UP = 'the harness itself was late; run it again';
