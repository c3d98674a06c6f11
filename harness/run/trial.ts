import type { Case } from '../core/case.ts';
import type { Profile } from '../core/profile.ts';
import type { Fake } from '../fakes/define.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import { makeSimWorld } from '../world/sim.ts';
import type { Parties } from '../world/world.ts';
import type { Court } from './judge.ts';
import type { Trial } from './kill-matrix.ts';
import { loadCases } from './load-case.ts';
import { loadFakes, makeFake } from './mutants.ts';
import { makePatience } from './patience.ts';
import { plan } from './plan.ts';
import { loadHarness, referenceParties } from './run.ts';
import { runCase } from './run-case.ts';

export type TrialOptions = {
  readonly world: 'sim' | 'live';
  readonly profile: Profile;
  readonly seed: number;
  /** Of a mutant only the cases that name what it violates; of the reference those that name what any violates. */
  readonly quick: boolean;
};

/** Cases at once: virtual time has nothing to wait for, on sockets most of a case is waiting. */
const AT_ONCE = { sim: 1, live: 8 } as const;
const EPOCH_UTC = '2026-01-02T03:04:05Z';

/** Trials in this process; what they need is loaded once. */
export async function makeTrial({ world: kind, profile, seed, quick }: TrialOptions): Promise<Trial> {
  const [{ oracles, catalogue, faults }, cases, fakes] = await Promise.all([loadHarness(), loadCases(), loadFakes()]);
  const court: Court = { oracles, catalogue, profile, iut: 'chain' };
  const everything = { cases: [], suites: [], requirements: [], grep: [], quick: false, shard: null };
  const planned = plan(cases, everything, court, profile);
  const world = kind === 'sim' ? makeSimWorld({ seed, faults }) : makeLiveWorld({ seed, faults });
  return async (mutant) => {
    const fake = mutant === null ? null : (fakes.get(mutant) ?? null);
    const settings = {
      court,
      profile,
      parties: partiesWith(fake),
      seed,
      epochUtc: EPOCH_UTC,
      strict: true,
      patience: makePatience(),
      clockMs: () => performance.now(),
    };
    const failed = new Set<string>();
    const waiting = planned.filter(({ case: one }) => !quick || isNamed(one, fake === null ? fakes.values() : [fake]));
    const worker = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        for (const id of failures(await named(mutant, one.key, runCase(one, world, settings)))) failed.add(id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE[kind] }, worker));
    return [...failed];
  };
}

/** What our own code throws on the way says with whom, and where. */
async function named<Result>(mutant: string | null, key: string, result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${mutant ?? 'the reference'} in ${key}: ${message}`, { cause });
  }
}

function partiesWith(fake: Fake | null): Parties {
  const reference = referenceParties('chain');
  return fake === null ? reference : { ...reference, [fake.role]: makeFake(fake) };
}

function isNamed({ requirements }: Case, fakes: Iterable<Fake>): boolean {
  return [...fakes].some(({ violates }) => violates.some((id) => requirements.includes(id)));
}

function failures({ judgement }: Awaited<ReturnType<typeof runCase>>): readonly string[] {
  return [...judgement].filter(([, { verdict }]) => verdict === 'fail' || verdict === 'error').map(([id]) => id);
}
