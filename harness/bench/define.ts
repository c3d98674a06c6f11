/** One measured figure, and what it is held against, measured in the same call on the same machine. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  /** What the baseline is. */
  readonly against: string;
};

/** What a bench measures with. */
export type Instruments = {
  readonly nowMs: () => number;
  /** Octets of the heap that are reachable; collects garbage first. */
  readonly heapOctets: () => number;
};

/** Figures of one subject. */
export type Bench = {
  readonly title: string;
  readonly measure: (instruments: Instruments) => Promise<readonly Figure[]>;
};

/** States what is measured. */
export function defineBench(bench: Bench): Bench {
  return bench;
}

/** How many times the baseline a figure is. */
export function ratioOf({ value, baseline }: Figure): number {
  return value / baseline;
}

/** The value below which this share of the values lies; of none NaN. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
