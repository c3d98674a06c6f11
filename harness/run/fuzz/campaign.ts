import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { deriveSeed } from '../../core/rng.ts';

/** A rule that an input led somebody to break. */
export type Breach = {
  readonly requirement: string;
  readonly verdict: 'fail' | 'error';
  readonly expected: string;
  readonly actual: string;
};

/** What came of one input. */
export type Tried = {
  readonly classes: readonly string[];
  /** Requirements that it gave an occasion for, and that held. */
  readonly exercised: readonly string[];
  readonly breach: Breach | null;
};

/** What a campaign tries: inputs that chance makes, and what is done with each. */
export type Subject<T> = {
  readonly inputs: fc.Arbitrary<T>;
  readonly attempt: (input: T) => Promise<Tried> | Tried;
};

/** A breach and the smallest input found for it; `seed` and `path` make fast-check give that input again. */
export type Counterexample<T> = {
  readonly seed: number;
  readonly path: string;
  readonly input: T;
  readonly breach: Breach;
};

export type CampaignOptions = {
  /** Inputs to try; `null` = as many as the time allows. */
  readonly runs: number | null;
  readonly forMs: number | null;
  readonly seed: number;
  /** Only the input of this seed and path. */
  readonly path: string | null;
  /** Rounds that an earlier campaign of this seed has done already. */
  readonly roundsDone: number;
  /** Findings after which it ends. */
  readonly maxFindings: number;
  readonly nowMs: () => number;
  readonly stopped: () => boolean;
  readonly progress: (runs: number) => void;
};

export type Campaign<T> = {
  readonly runs: number;
  readonly rounds: number;
  readonly reached: ReadonlySet<string>;
  readonly exercised: ReadonlySet<string>;
  /** One for each requirement. */
  readonly counterexamples: readonly Counterexample<T>[];
};

/** Inputs between two looks at the clock and at whether to stop; each round has a seed of its own. */
export const ROUND_RUNS = 50;

/** How long signals and timers of the process may wait. */
const YIELD_MS = 100;

/** How long an input that broke a rule is made smaller. */
const SHRINK_MS = 10_000;

/** Tries inputs until the runs or the time are used up, enough was found, or somebody asks to stop. */
export async function campaign<T>(subject: Subject<T>, options: CampaignOptions): Promise<Campaign<T>> {
  const { seed, path, maxFindings, nowMs, stopped, progress } = options;
  const tally = { runs: 0, rounds: options.roundsDone, reached: new Set<string>(), exercised: new Set<string>() };
  const found = new Map<string, Counterexample<T>>();
  const endMs = options.forMs === null ? Number.POSITIVE_INFINITY : nowMs() + options.forMs;
  const wanted = path === null ? (options.runs ?? Number.POSITIVE_INFINITY) : 1;
  while (tally.runs < wanted && nowMs() < endMs && !stopped() && found.size < maxFindings) {
    const round = {
      runs: Math.min(ROUND_RUNS, wanted - tally.runs),
      seed: path === null ? roundSeed(seed, tally.rounds) : seed,
      path,
    };
    const counterexample = await performRound(subject, round, tally, options);
    if (counterexample !== null) {
      const { requirement } = counterexample.breach;
      found.set(requirement, found.get(requirement) ?? counterexample);
    }
    tally.rounds += 1;
    progress(tally.runs);
    await setImmediate();
  }
  return { ...tally, counterexamples: [...found.values()] };
}

/** fast-check's seeds are signed; ours are written without a sign. */
function roundSeed(seed: number, round: number): number {
  return deriveSeed(seed, 'round', String(round));
}

type Round = { readonly runs: number; readonly seed: number; readonly path: string | null };
type Tally = { runs: number; readonly reached: Set<string>; readonly exercised: Set<string> };

/** So that shrinking keeps to the rule that was broken first. */
class Broken extends Error {
  readonly breach: Breach;

  constructor(breach: Breach) {
    super(breach.actual);
    this.breach = breach;
  }
}

async function performRound<T>(
  { inputs, attempt }: Subject<T>,
  { runs, seed, path }: Round,
  tally: Tally,
  { nowMs, stopped }: CampaignOptions,
): Promise<Counterexample<T> | null> {
  const failing: { first: { readonly breach: Breach; readonly atMs: number } | null } = { first: null };
  let yieldedMs = nowMs();
  const property = fc.asyncProperty(inputs, async (input) => {
    if (nowMs() - yieldedMs > YIELD_MS) {
      await setImmediate();
      yieldedMs = nowMs();
    }
    if (stopped() || (failing.first !== null && nowMs() - failing.first.atMs > SHRINK_MS)) return;
    const { classes, exercised, breach } = await attempt(input);
    const { first } = failing;
    if (first === null) {
      tally.runs += 1;
      for (const one of classes) tally.reached.add(one);
      for (const id of exercised) tally.exercised.add(id);
    }
    if (breach === null || (first !== null && breach.requirement !== first.breach.requirement)) return;
    failing.first = first ?? { breach, atMs: nowMs() };
    throw new Broken(breach);
  });
  const details = await fc.check(property, {
    numRuns: runs,
    seed: seed | 0,
    ...(path === null ? {} : { path, endOnFailure: true }),
  });
  const { counterexample, counterexamplePath, errorInstance } = details;
  if (counterexample === null) return null;
  // What is thrown here by anything else is a defect of ours.
  if (!(errorInstance instanceof Broken)) throw errorInstance;
  return { seed, path: counterexamplePath, input: counterexample[0], breach: errorInstance.breach };
}
