import type { Outcome } from '../core/verdict.ts';
import { UsageError } from '../core/usage-error.ts';
import type { RunSummary } from '../trace/finding.ts';
import { exitCodeOf, verdictOf } from './add-up.ts';
import { didYouMean } from './nearest.ts';
import { schemaFile } from './schema.ts';
import { readYaml, type PlacedYaml } from './yaml-place.ts';

/** A failure that is known and why. */
export type Expectation = { readonly requirement: string; readonly reason: string };

/** The known failures of one implementation. */
export type Expectations = {
  readonly file: string;
  readonly implementation: string;
  readonly known: readonly Expectation[];
};

type ExpectationsFile = Omit<Expectations, 'file'>;

/** How a run compares with the known failures; all three empty or `known` only: as expected. */
export type Comparison = {
  readonly known: readonly Expectation[];
  /** Failed, and not listed. */
  readonly new: readonly string[];
  /** Listed, and passed. */
  readonly mended: readonly string[];
};

/** Reads a file of known failures; throws `UsageError` with its place for an id that does not exist or is listed twice. */
export async function readExpectations(path: string, requirements: readonly string[]): Promise<Expectations> {
  return expectationsOf(await readYaml(path, path), requirements);
}

/** The known failures that a YAML document lists. */
export function expectationsOf(yaml: PlacedYaml, requirements: readonly string[]): Expectations {
  const file = schemaFile<ExpectationsFile>('expectations.schema.json').check(yaml, yaml.value, []);
  file.known.forEach(({ requirement }, index) => {
    const place = yaml.placeOf(['known', index, 'requirement']);
    if (!requirements.includes(requirement)) {
      throw new UsageError(
        place,
        `unknown requirement ${requirement}`,
        didYouMean(requirement, requirements, 'Requirements'),
      );
    }
    if (file.known.findIndex((one) => one.requirement === requirement) !== index) {
      throw new UsageError(place, `${requirement} is listed already`, 'Keep one of the two.');
    }
  });
  return { ...file, file: yaml.file };
}

/** How a run compares with the known failures. */
export function compareWith({ known }: Expectations, { requirements }: RunSummary): Comparison {
  const outcomes = new Map<string, Outcome>(requirements.map((one) => [one.requirement.id, one.outcome]));
  const listed = new Set(known.map(({ requirement }) => requirement));
  return {
    known: known.filter(({ requirement }) => outcomes.get(requirement) === 'fail'),
    new: requirements
      .filter(({ counted, outcome, requirement }) => counted && outcome === 'fail' && !listed.has(requirement.id))
      .map(({ requirement }) => requirement.id),
    mended: [...listed].filter((id) => outcomes.get(id) === 'pass'),
  };
}

/** The run as it counts beside its known failures: these no longer do, and a listed one that passed is a failure of the list. */
export function withExpectations(summary: RunSummary, expectations: Expectations): RunSummary {
  const comparison = compareWith(expectations, summary);
  const isKnown = new Set(comparison.known.map(({ requirement }) => requirement));
  const requirements = summary.requirements.map((one) =>
    isKnown.has(one.requirement.id) ? { ...one, counted: false } : one,
  );
  const { file } = expectations;
  const notes = [
    ...comparison.known.map(({ requirement, reason }) => `${requirement} fails as ${file} says: ${reason}`),
    ...comparison.mended.map((id) => `${id} passes, though ${file} lists it as failing: take it out there`),
  ];
  const judged = { ...summary, requirements, notes: [...notes, ...summary.notes] };
  if (summary.interrupted || summary.exitCode === 5) return judged;
  const counted = exitCodeOf(requirements, summary.cases);
  // Nothing but known failures: the run is as expected.
  const asExpected = counted === 4 && comparison.known.length > 0 ? 0 : counted;
  const exitCode = comparison.mended.length > 0 && asExpected !== 5 ? 1 : asExpected;
  return { ...judged, exitCode, verdict: exitCode === 1 ? 'fail' : verdictOf(requirements, exitCode) };
}
