import { numbersOf } from '../trace/correlate.ts';
import type { Trace } from '../trace/event.ts';
import type { RunSummary } from '../trace/finding.ts';
import type { Mask } from '../trace/mask.ts';

/** Replaces subscriber numbers in text. */
export type Masking = { readonly text: (text: string) => string };

/** Hides the numbers that occur in a trace. */
export function maskingOf(trace: Trace, mask: Mask): Masking {
  return maskingOfNumbers(numbersOf(trace).values(), mask);
}

/** Hides the numbers that occur in any trace of a run. */
export function maskingOfRun({ cases }: RunSummary, mask: Mask): Masking {
  return maskingOfNumbers(
    cases.flatMap(({ trace }) => [...numbersOf(trace).values()]),
    mask,
  );
}

const ANYTHING = /^/;

function maskingOfNumbers(lists: Iterable<readonly string[]>, mask: Mask): Masking {
  const numbers = [...new Set([...lists].flat())].filter((number) => number !== '').sort((a, b) => b.length - a.length);
  const shortest = numbers.at(-1)?.length ?? 0;
  // Most texts have no digits enough to be looked through for every number of a run.
  const digits = numbers.every((number) => /^\d+$/.test(number)) ? new RegExp(`\\d{${shortest}}`) : ANYTHING;
  return {
    text: (from) =>
      digits.test(from) ? numbers.reduce((masked, number) => masked.replaceAll(number, mask(number)), from) : from,
  };
}
