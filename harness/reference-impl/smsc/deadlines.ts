import type { Reactor } from '../reactor.ts';

export type DeadlinesParts = {
  readonly reactor: Pick<Reactor, 'nowUs' | 'after' | 'cancel'>;
  /** The time of this one is over. */
  readonly due: (id: number) => void;
};

/** The ends of many predetermined times with few timers: one for each length of time, whose first is the first to end. */
export type Deadlines = {
  readonly set: (id: number, limitMs: number) => void;
  readonly clear: (id: number, limitMs: number) => void;
};

/** None yet; bounded by what is set. */
export function makeDeadlines({ reactor, due }: DeadlinesParts): Deadlines {
  /** By length, when each ends; in that order. */
  const byLength = new Map<number, Map<number, number>>();

  const ring = (limitMs: number): void => {
    const ends = byLength.get(limitMs);
    for (const [id, atUs] of ends ?? []) {
      if (atUs > reactor.nowUs()) {
        reactor.after(nameOf(limitMs), atUs - reactor.nowUs(), () => ring(limitMs));
        return;
      }
      ends?.delete(id);
      due(id);
    }
    if (ends?.size === 0) byLength.delete(limitMs);
  };

  return {
    set: (id, limitMs) => {
      const ends = byLength.get(limitMs) ?? new Map<number, number>();
      byLength.set(limitMs, ends);
      // Behind all others, also when it is set again.
      ends.delete(id);
      ends.set(id, reactor.nowUs() + limitMs * 1000);
      if (ends.size === 1) reactor.after(nameOf(limitMs), limitMs * 1000, () => ring(limitMs));
    },
    clear: (id, limitMs) => {
      const ends = byLength.get(limitMs);
      if (ends?.delete(id) !== true || ends.size > 0) return;
      byLength.delete(limitMs);
      reactor.cancel(nameOf(limitMs));
    },
  };
}

function nameOf(limitMs: number): string {
  return `deadline:${limitMs}`;
}
