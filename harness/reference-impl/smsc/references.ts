import type { SmscPolicy } from './policy.ts';

/** Destinations whose counter is remembered; beyond it the one used longest ago starts anew. */
export const MAX_COUNTERS = 100_000;

/** Concatenation references towards destinations (sms.md 3, rule 4). */
export type References = {
  /** The next one to a destination, in use until it is given back; `null` = all are in use. */
  readonly take: (destination: string, nowUs: number) => number | null;
  /** Its group has ended; `untilUs` = how long the handset may keep segments of it, `null` = it keeps none. */
  readonly giveBack: (destination: string, reference: number, untilUs: number | null) => void;
};

type Counter = { last: number | null; readonly taken: Map<number, number> };

/**
 * A counter for each destination, so that a reference comes back only after all others were used there, and never as
 * long as the handset may hold segments under it.
 */
export function makeReferences(
  policy: Pick<SmscPolicy, 'referenceBits' | 'referenceStart' | 'nextReference' | 'sparesReferencesInUse'>,
): References {
  const counters = new Map<string, Counter>();
  const size = 2 ** policy.referenceBits;

  const counterOf = (destination: string): Counter => {
    const counter = counters.get(destination) ?? { last: null, taken: new Map() };
    // Those used longest ago stand first.
    counters.delete(destination);
    counters.set(destination, counter);
    const [oldest] = counters.keys();
    if (counters.size > MAX_COUNTERS && oldest !== undefined) counters.delete(oldest);
    return counter;
  };
  const isFree = ({ taken }: Counter, reference: number, nowUs: number): boolean =>
    !policy.sparesReferencesInUse || (taken.get(reference) ?? nowUs) <= nowUs;

  return {
    take: (destination, nowUs) => {
      const counter = counterOf(destination);
      for (let tried = 0; tried < size; tried += 1) {
        const { last } = counter;
        const reference = last === null ? policy.referenceStart : policy.nextReference(last, policy.referenceBits);
        counter.last = reference;
        if (!isFree(counter, reference, nowUs)) continue;
        counter.taken.set(reference, Number.POSITIVE_INFINITY);
        return reference;
      }
      return null;
    },
    giveBack: (destination, reference, untilUs) => {
      const taken = counters.get(destination)?.taken;
      if (untilUs === null) taken?.delete(reference);
      else taken?.set(reference, untilUs);
    },
  };
}
