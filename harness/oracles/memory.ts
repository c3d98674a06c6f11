import type { Profile } from '../core/profile.ts';
import { acknowledged } from './groups.ts';
import type { Arrival, ArrivedSet } from './arrivals.ts';
import type { Reassembly } from './presented.ts';

/** What came to handsets that had as many incomplete messages as they keep, or more than anyone would expect. */
export type Overfull = {
  /** First segments that came when the limit had been reached. */
  readonly surplus: readonly Arrival[];
  /** Sets that were open then and were completed afterwards. */
  readonly completedAfterwards: readonly ArrivedSet[];
};

const MS = 1_000;

/** So many incomplete messages are a flood to a handset that states no limit. */
export const FLOOD = 500;

/** Looks for more open sets than the handset keeps, as far as its profile says. */
export function overfull({ arrivals, sets }: Reassembly, { handset, timers }: Profile): Overfull {
  const limit = handset.openSets ?? FLOOD;
  const keepUs = timers.reassemblyMs * MS;
  const setOf = new Map(sets.flatMap((set) => set.arrivals.map((one) => [one, set] as const)));
  const open = new Map<string, Set<ArrivedSet>>();
  const surplus: Arrival[] = [];
  const full = new Set<ArrivedSet>();
  const completedAfterwards: ArrivedSet[] = [];
  let begun = 0;
  let completed = 0;
  for (const arrival of arrivals) {
    const set = setOf.get(arrival);
    if (set === undefined) continue;
    const mine = open.get(arrival.to) ?? new Set();
    open.set(arrival.to, mine);
    if (set.arrivals[0] === arrival && set.numbering.total > 1) {
      for (const other of mine) {
        if (arrival.request.atUs - other.arrivals[0].request.atUs < keepUs) break;
        mine.delete(other);
      }
      // Of one that states no limit whatever was begun counts, for it may have refused most of it.
      begun += 1;
      if (handset.openSets === undefined ? begun - completed > limit : mine.size >= limit) {
        surplus.push(arrival);
        if (full.size === 0) for (const other of mine) full.add(other);
      }
      if (acknowledged(arrival)) mine.add(set);
    }
    if (set.completedBy !== arrival) continue;
    mine.delete(set);
    completed += 1;
    if (full.has(set)) completedAfterwards.push(set);
  }
  return { surplus, completedAfterwards };
}
