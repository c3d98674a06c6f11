import type { Outcome } from '../core/verdict.ts';
import type { CaseResult, JudgedFinding, RunSummary } from '../trace/finding.ts';

/** How many requirements came out how. */
export type Counts = Readonly<Record<Outcome, number>>;

/** Counts the outcomes of a run's requirements, counted ones and others alike. */
export function countsOf({ requirements }: RunSummary): Counts {
  const counts = { pass: 0, fail: 0, inconc: 0, none: 0, error: 0, notApplicable: 0 };
  for (const { outcome } of requirements) counts[outcome] += 1;
  return counts;
}

/** All findings in one case's trace. */
export function findingsOf({ judgement }: CaseResult): readonly JudgedFinding[] {
  return [...judgement.values()].flatMap(({ findings }) => findings);
}
