import type { Case } from '../core/case.ts';
import type { Requirement } from '../core/requirement.ts';
import type { Fake } from '../fakes/define.ts';
import type { Fault } from '../faults/define.ts';
import type { Oracle } from '../oracles/define.ts';
import { cover, type Coverage } from './cover.ts';
import { discover, type Discovered } from './discover.ts';
import { discoverOracles } from './discover-oracles.ts';
import { loadCasesKnowing } from './load-case.ts';
import { loadCatalogue } from './requirements.ts';
import { loadVocabulary } from './vocabulary.ts';

/** What of a fuzzer is shown. */
export type FuzzerSummary = { readonly title: string; readonly requirements: readonly string[] };

/** Everything that is found in the tree by its suffix, named as it is called on the command line. */
export type Inventory = {
  readonly requirements: readonly Requirement[];
  readonly catalogueDigest: string;
  readonly oracles: readonly Discovered<Oracle>[];
  readonly cases: readonly Case[];
  readonly faults: ReadonlyMap<string, Fault>;
  readonly mutants: ReadonlyMap<string, Fake>;
  readonly fuzzers: ReadonlyMap<string, FuzzerSummary>;
  readonly coverage: Coverage;
};

/** Loads all; a case may name a requirement that does not exist, which the coverage then shows. */
export async function loadInventory(): Promise<Inventory> {
  const [{ requirements, digest }, vocabulary, oracles, fakes, fuzzers] = await Promise.all([
    loadCatalogue(),
    loadVocabulary(),
    discoverOracles(),
    discover<Fake>('harness/fakes', '.fake.ts'),
    discover<FuzzerSummary>('harness/fuzz', '.fuzz.ts'),
  ]);
  const cases = await loadCasesKnowing({ vocabulary, requirements: null });
  const mutants = named(fakes, 'harness/fakes/', '.fake.ts');
  return {
    requirements,
    catalogueDigest: digest,
    oracles,
    cases,
    faults: vocabulary.faults,
    mutants,
    fuzzers: named(fuzzers, 'harness/fuzz/', '.fuzz.ts'),
    coverage: cover({
      requirements,
      oracles: oracles.map(({ path, value }) => ({ path, requirement: value.requirement })),
      cases,
      mutants: [...mutants].map(([id, { violates }]) => ({ id, violates })),
    }),
  };
}

/** By their paths below a folder, without the suffix: `smsc/second-response`. */
function named<T>(found: readonly Discovered<T>[], folder: string, suffix: string): ReadonlyMap<string, T> {
  return new Map(found.map(({ path, value }) => [path.slice(folder.length, -suffix.length), value]));
}
