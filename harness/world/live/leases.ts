/** Subscriber numbers for cases that run at once: no number is ever with two. */
export type Leases = {
  /** As many free numbers as asked for, in the pool's order; `null` while there are too few. */
  readonly take: (count: number, nowUs: number) => readonly string[] | null;
  /** The numbers are free again from then on: a while later, so that late segments meet no other case. */
  readonly release: (numbers: readonly string[], freeUs: number) => void;
  /** When the next number becomes free by itself; `null` when no released number is waiting. */
  readonly nextFreeUs: (nowUs: number) => number | null;
  readonly size: number;
};

/** Leases on a pool of numbers. Those free the longest go first. */
export function makeLeases(pool: readonly string[]): Leases {
  const leased = new Set<string>();
  const freeFromUs = new Map<string, number>([...new Set(pool)].map((number) => [number, Number.NEGATIVE_INFINITY]));
  return {
    size: freeFromUs.size,
    take: (count, nowUs) => {
      const free = [...freeFromUs].filter(([number, fromUs]) => !leased.has(number) && fromUs <= nowUs);
      if (free.length < count) return null;
      const numbers = free
        .sort(([, a], [, b]) => (a === b ? 0 : a - b))
        .slice(0, count)
        .map(([number]) => number);
      for (const number of numbers) leased.add(number);
      return numbers;
    },
    release: (numbers, freeUs) => {
      for (const number of numbers) {
        if (leased.delete(number)) freeFromUs.set(number, freeUs);
      }
    },
    nextFreeUs: (nowUs) => {
      const waiting = [...freeFromUs].filter(([number, fromUs]) => !leased.has(number) && fromUs > nowUs);
      return waiting.length === 0 ? null : Math.min(...waiting.map(([, fromUs]) => fromUs));
    },
  };
}
