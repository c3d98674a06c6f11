import type { Reactor } from '../reactor.ts';

/** Messages that wait for their time, and the octets they may hold (smpp.md 12: everything is bounded). */
export const MAX_SCHEDULED = 10_000;
export const MAX_SCHEDULED_OCTETS = 16 * 1024 * 1024;

/** Messages that are not to be sent before their time (SMPP 3.4, 5.2.15). */
export type Schedule = {
  readonly hasRoom: (octets: number) => boolean;
  readonly add: (id: number, octets: number, afterMs: number, due: () => void) => void;
  /** Takes back what still waits; false = nothing of that id does. */
  readonly withdraw: (id: number) => boolean;
  readonly has: (id: number) => boolean;
};

export function makeSchedule(reactor: Pick<Reactor, 'after' | 'cancel'>): Schedule {
  const waiting = new Map<number, number>();
  let held = 0;
  const leave = (id: number): boolean => {
    held -= waiting.get(id) ?? 0;
    return waiting.delete(id);
  };
  return {
    hasRoom: (octets) => waiting.size < MAX_SCHEDULED && held + octets <= MAX_SCHEDULED_OCTETS,
    add: (id, octets, afterMs, due) => {
      waiting.set(id, octets);
      held += octets;
      reactor.after(`scheduled:${id}`, afterMs * 1_000, () => {
        leave(id);
        due();
      });
    },
    withdraw: (id) => {
      reactor.cancel(`scheduled:${id}`);
      return leave(id);
    },
    has: (id) => waiting.has(id),
  };
}
