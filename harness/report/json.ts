import type { CaseResult, JudgedFinding, RunSummary } from '../trace/finding.ts';
import { countsOf, findingsOf, type Counts } from './counts.ts';
import type { Masking } from './masking.ts';
import { commit, version } from './version.ts';

/** Raised when a field changes its meaning. */
export const JSON_SCHEMA = 1;

/** The object that `--json` prints and run.json keeps. */
export type RunJson = {
  readonly schema: number;
  readonly command: string;
  readonly version: string;
  readonly commit: string;
  readonly catalogue: string;
  readonly profile: string;
  readonly iut: string;
  readonly target: string | null;
  readonly world: string;
  readonly seed: number;
  readonly verdict: string;
  readonly exitCode: number;
  readonly interrupted: boolean;
  readonly startedUtc: string;
  readonly durationMs: number;
  /** Over all cases' traces; sim only. */
  readonly traceDigest?: string;
  /** Of requirements. */
  readonly counts: Counts;
  readonly cases: readonly CaseJson[];
  readonly requirements: Readonly<Record<string, string>>;
  /** Those that are no pass. */
  readonly findings: readonly FindingJson[];
  readonly notes: readonly string[];
};

/** One case in one variant. */
export type CaseJson = {
  readonly id: string;
  readonly variant: string;
  readonly verdict: string;
  readonly durationMs: number;
  readonly reason: string | null;
  /** The earlier run that gave the verdict, where it was not this one (`--again`). */
  readonly run?: string;
};

/** One finding; evidence by `seq` in the trace file. */
export type FindingJson = {
  readonly requirement: string;
  readonly verdict: string;
  readonly party: string;
  readonly case: string;
  readonly variant: string;
  readonly expected: string;
  readonly actual: string;
  readonly trace: string;
  readonly evidence: readonly number[];
};

/** How a report writes what must be masked, where a case's trace lies, and which run gave its verdict. */
export type Spelling = {
  readonly masking: Masking;
  readonly traceFile: (key: string) => string;
  /** The earlier run that gave the case's verdict; `null` for this one. */
  readonly origin: (key: string) => string | null;
};

/** A run as one JSON object. */
export function runJson(command: string, summary: RunSummary, spelling: Spelling): RunJson {
  return {
    schema: JSON_SCHEMA,
    command,
    version: version(),
    commit: commit(),
    catalogue: summary.catalogueDigest,
    profile: summary.profileDigest,
    iut: summary.iut,
    target: summary.target,
    world: summary.world,
    seed: summary.seed,
    verdict: summary.verdict,
    exitCode: summary.exitCode,
    interrupted: summary.interrupted,
    startedUtc: summary.startedUtc,
    durationMs: summary.durationMs,
    ...(summary.traceDigest === null ? {} : { traceDigest: summary.traceDigest }),
    counts: countsOf(summary),
    cases: summary.cases.map((one) => caseJson(one, spelling)),
    requirements: Object.fromEntries(summary.requirements.map(({ requirement, outcome }) => [requirement.id, outcome])),
    findings: summary.cases.flatMap((result) =>
      findingsOf(result)
        .filter(({ verdict }) => verdict !== 'pass')
        .map((found) => findingJson(found, result, spelling)),
    ),
    notes: summary.notes.map(spelling.masking.text),
  };
}

function caseJson(
  { key, case: { id }, variant, verdict, durationMs, reason }: CaseResult,
  spelling: Spelling,
): CaseJson {
  const run = spelling.origin(key);
  const told = reason === null ? null : spelling.masking.text(reason);
  return { id, variant, verdict, durationMs, reason: told, ...(run === null ? {} : { run }) };
}

/** A finding as `--json` and findings.ndjson tell it. */
export function findingJson(
  found: JudgedFinding,
  { key, case: one, variant }: CaseResult,
  spelling: Spelling,
): FindingJson {
  return {
    requirement: found.requirement,
    verdict: found.verdict,
    party: found.party,
    case: one.id,
    variant,
    expected: spelling.masking.text(found.expected),
    actual: spelling.masking.text(found.actual),
    trace: spelling.traceFile(key),
    evidence: found.evidence.map(({ seq }) => seq),
  };
}
