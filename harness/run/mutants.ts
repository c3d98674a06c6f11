import type { Profile } from '../core/profile.ts';
import type { Fake } from '../fakes/define.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { makeReferencePi } from '../reference-impl/pi/pi.ts';
import { referencePolicy as piPolicy } from '../reference-impl/pi/policy.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { referencePolicy as ppgPolicy } from '../reference-impl/ppg/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { referencePolicy as smscPolicy } from '../reference-impl/smsc/policy.ts';
import type { CaseResult } from '../trace/finding.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import { makeSimWorld } from '../world/sim.ts';
import type { MakeActor, Parties } from '../world/world.ts';
import { discover } from './discover.ts';
import type { Court } from './judge.ts';
import { loadCases } from './load-case.ts';
import { plan } from './plan.ts';
import { loadHarness, referenceParties } from './run.ts';
import { runCase } from './run-case.ts';

/** One line of the kill matrix. */
export type MatrixRow = {
  /** The fake's path below harness/fakes, without its suffix. */
  readonly id: string;
  readonly role: string;
  readonly violates: readonly string[];
  readonly killed: boolean;
  /** Those of `violates` that failed. */
  readonly by: readonly string[];
  /** Other requirements that failed, though nothing explains it. */
  readonly collateral: readonly string[];
};

export type Matrix = { readonly rows: readonly MatrixRow[]; readonly referencePasses: boolean };

export type MatrixOptions = {
  readonly world: 'sim' | 'live';
  readonly profile: Profile;
  readonly seed: number;
  /** Ids to run; empty = all. */
  readonly only: readonly string[];
  readonly progress: (done: number, total: number, id: string) => void;
};

/** Fail with every mutant that loses, alters or misreports a push (catalogue, head); never collateral. */
const ALWAYS_EXPLAINED: readonly string[] = ['CLM-1', 'CLM-3', 'CLM-4'];
/** Cases at once: virtual time has nothing to wait for, on sockets most of a case is waiting. */
const AT_ONCE = { sim: 1, live: 8 } as const;
const EPOCH_UTC = '2026-01-02T03:04:05Z';

/** Every fake in the tree, by id. */
export async function loadFakes(): Promise<ReadonlyMap<string, Fake>> {
  const found = await discover<Fake>('harness/fakes', '.fake.ts');
  return new Map(
    found.map(({ path, value }) => [path.replace(/^harness\/fakes\//, '').replace('.fake.ts', ''), value]),
  );
}

/** Runs the suites on the reference and on each mutant. */
export async function killMatrix(options: MatrixOptions): Promise<Matrix> {
  const fakes = [...(await loadFakes())].filter(([id]) => options.only.length === 0 || options.only.includes(id));
  const reference = await failuresOf(referenceParties('chain'), options);
  const rows: MatrixRow[] = [];
  for (const [id, fake] of fakes) {
    const failed = await failuresOf({ ...referenceParties('chain'), [fake.role]: makeFake(fake) }, options);
    const by = fake.violates.filter((requirement) => failed.has(requirement));
    const explained = [...fake.violates, ...fake.also, ...ALWAYS_EXPLAINED];
    const collateral = [...failed].filter((requirement) => !explained.includes(requirement));
    rows.push({
      id,
      role: fake.role,
      violates: fake.violates,
      killed: by.length === fake.violates.length,
      by,
      collateral,
    });
    options.progress(rows.length, fakes.length, id);
  }
  return { rows, referencePasses: reference.size === 0 };
}

/** A role's actor with the defects of several fakes of that role; without any the reference. */
export function makePeer(role: Fake['role'], fakes: readonly Fake[]): MakeActor {
  const policy = Object.assign({}, ...fakes.map((fake) => fake.policy ?? {})) as NonNullable<Fake['policy']>;
  const make = makeWith({ role, summary: '', violates: [''], also: [], policy });
  const wraps = fakes.flatMap(({ wrap }) => (wrap === undefined ? [] : [wrap]));
  return (address, settings) => wraps.reduce((actor, wrap) => wrap(actor), make(address, settings));
}

/** An actor with the fake's one defect. */
export function makeFake(fake: Fake): MakeActor {
  const make = makeWith(fake);
  return (address, settings) => {
    const actor = make(address, settings);
    return fake.wrap === undefined ? actor : fake.wrap(actor);
  };
}

function makeWith({ role, policy }: Fake): MakeActor {
  switch (role) {
    case 'pi':
      return makeReferencePi({ ...piPolicy, ...policy });
    case 'ppg':
      return makeReferencePpg({ ...ppgPolicy, ...policy });
    case 'smsc':
      return makeReferenceSmsc({ ...smscPolicy, ...policy });
    case 'handset':
      return makeReferenceHandset({ ...handsetPolicy, ...policy });
  }
}

/** The requirements that failed (or erred) when these parties ran the suites. */
async function failuresOf(
  parties: Parties,
  { world: kind, profile, seed }: MatrixOptions,
): Promise<ReadonlySet<string>> {
  const { oracles, catalogue, faults } = await loadHarness();
  const court: Court = { oracles, catalogue, profile, iut: 'chain' };
  const everything = { cases: [], suites: [], requirements: [], grep: [], quick: false, shard: null };
  const planned = plan(await loadCases(), everything, court, profile);
  const world = kind === 'sim' ? makeSimWorld({ seed, faults }) : makeLiveWorld({ seed, faults });
  const settings = {
    court,
    profile,
    parties,
    seed,
    epochUtc: EPOCH_UTC,
    strict: true,
    clockMs: () => performance.now(),
  };
  const results: CaseResult[] = [];
  try {
    const waiting = [...planned];
    const worker = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        results.push(await runCase(one, world, settings));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE[kind] }, worker));
  } finally {
    await world.close();
  }
  const bad = results.flatMap(({ judgement }) =>
    [...judgement].filter(([, { verdict }]) => verdict === 'fail' || verdict === 'error').map(([id]) => id),
  );
  return new Set(bad);
}
