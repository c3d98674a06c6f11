import type { Case } from '../core/case.ts';
import type { Iut, Role } from '../core/party.ts';
import type { Requirement } from '../core/requirement.ts';
import type { Outcome, Verdict } from '../core/verdict.ts';
import type { Trace, TraceEvent } from './event.ts';

/** One occasion on which a requirement applied, and what was found then. */
export type Finding = {
  readonly verdict: Exclude<Verdict, 'none'>;
  readonly evidence: readonly TraceEvent[];
  readonly expected: string;
  /** What was seen; for `inconc` why it is not decidable and what to do. */
  readonly actual: string;
};

/** A finding with the rule it is about and the party it is about. */
export type JudgedFinding = Finding & { readonly requirement: string; readonly party: Role };

/** What one trace says of one requirement. */
export type RequirementVerdict = {
  readonly verdict: Verdict;
  readonly findings: readonly JudgedFinding[];
  /** Why it is `none` or `inconc` where no finding says so. */
  readonly reason: string | null;
};

/** Requirement id → what one trace says of it. */
export type Judgement = ReadonlyMap<string, RequirementVerdict>;

/** One case, in one variant, run and judged. */
export type CaseResult = {
  readonly key: string;
  readonly case: Case;
  readonly variant: string;
  /** Worst over the requirements that count; `none` when nothing was exercised. */
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly durationMs: number;
  readonly trace: Trace;
  readonly judgement: Judgement;
};

/** What a whole run says of one requirement. */
export type RequirementResult = {
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  readonly reason: string | null;
  /** Whether its outcome counts for the run's verdict and exit code. */
  readonly counted: boolean;
  /** Keys of the cases that name it, and of those whose trace exercised it. */
  readonly namedBy: readonly string[];
  readonly exercisedBy: readonly string[];
};

/** A whole run. */
export type RunSummary = {
  readonly iut: Iut;
  readonly target: string | null;
  readonly profileName: string;
  readonly profileDigest: string;
  readonly catalogueDigest: string;
  readonly world: 'sim' | 'live';
  readonly seed: number;
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly interrupted: boolean;
  readonly startedUtc: string;
  readonly durationMs: number;
  /** sha256 over all cases' traces in case order; sim only. */
  readonly traceDigest: string | null;
  readonly cases: readonly CaseResult[];
  readonly requirements: readonly RequirementResult[];
  /** Things a reader should know: readings taken (AMB), claims withdrawn, foreign traffic. */
  readonly notes: readonly string[];
};
