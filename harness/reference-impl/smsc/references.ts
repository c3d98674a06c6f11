import type { SmscPolicy } from './policy.ts';

/** Destinations whose counter is remembered; beyond it the one used longest ago starts anew. */
export const MAX_COUNTERS = 100_000;

/** Gives the next concatenation reference towards a destination (sms.md 3, rule 4). */
export type References = (destination: string) => number;

/** A counter for each destination, so that a reference comes back only after all others were used there. */
export function makeReferences(
  policy: Pick<SmscPolicy, 'referenceBits' | 'referenceStart' | 'nextReference'>,
): References {
  const last = new Map<string, number>();
  return (destination) => {
    const previous = last.get(destination);
    const reference =
      previous === undefined ? policy.referenceStart : policy.nextReference(previous, policy.referenceBits);
    last.delete(destination);
    last.set(destination, reference);
    const [oldest] = last.keys();
    if (last.size > MAX_COUNTERS && oldest !== undefined) last.delete(oldest);
    return reference;
  };
}
