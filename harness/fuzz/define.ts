import type fc from 'fast-check';
import type { Step } from '../core/case.ts';

type Common = {
  /** A full claim in one sentence, as a case has it. */
  readonly title: string;
  /** What it exercises; the first is the one that a broken law breaks. */
  readonly requirements: readonly string[];
  /** Runs of a campaign that does not say how many. */
  readonly runs: number;
  /** Kinds of input that a campaign should reach, so that it says what it never tried. */
  readonly classes: readonly string[];
  /** It must find something: a runner that does not find it finds nothing. Never part of a campaign. */
  readonly isCanary?: true;
};

/** A case that chance makes; `variant` and `transactionMs` as in a case file. */
export type FuzzedCase = {
  readonly variant: string;
  readonly transactionMs: number | null;
  readonly steps: readonly Step[];
  readonly classes: readonly string[];
};

/** Cases that chance makes: performed on a chain and judged by every oracle, as those of the suites are. */
export type CaseFuzzer = Common & {
  readonly kind: 'cases';
  /** Where a regression that it finds belongs. */
  readonly suite: string;
  readonly cases: fc.Arbitrary<FuzzedCase>;
};

/** What came of one trial of a law. */
export type Trial = {
  readonly classes: readonly string[];
  /** How the law was broken; `null` = it held. */
  readonly broken: string | null;
};

/** A law that must hold of whatever chance makes. */
export type LawFuzzer<T> = Common & {
  readonly kind: 'law';
  readonly inputs: fc.Arbitrary<T>;
  readonly holds: (input: T) => Trial;
  /** An input for people: octets as hex. */
  readonly show: (input: T) => string;
};

export type Fuzzer = CaseFuzzer | LawFuzzer<unknown>;

/** States what a fuzzer makes of chance; throws when it names nothing that it exercises, or no class. */
export function defineFuzzer<T>(fuzzer: CaseFuzzer | LawFuzzer<T>): Fuzzer {
  if (fuzzer.requirements.length === 0) throw new RangeError(`${fuzzer.title}: exercises no requirement`);
  if (fuzzer.classes.length === 0) throw new RangeError(`${fuzzer.title}: names no class of inputs`);
  // Nobody but the fuzzer itself looks into its inputs.
  return fuzzer as Fuzzer;
}

/** One step of a fuzzed case: `step('pi.push', { to: 'A' })`. */
export function step(name: `${string}.${string}`, given: Step['arguments']): Step {
  const [actor = '', verb = ''] = name.split('.');
  return { actor, verb, arguments: given };
}
