import type { Requirement } from '../core/requirement.ts';
import { worst, type Outcome, type Verdict } from '../core/verdict.ts';
import type { CaseResult, RequirementResult } from '../trace/finding.ts';
import { excludedBy, unstatedTimer } from './claims.ts';
import { HELD_UP, wasHeldUp } from './held-up.ts';
import { binds, FOR_INFORMATION, type Court } from './judge.ts';

const OBLIGING: readonly string[] = ['MUST', 'MUST NOT'];

/** Whether a requirement counts for the verdict of this run: binding the IUT, claimed, obliging (or `strict`), and not our own decision at a third party. */
export function counts(requirement: Requirement, { iut, profile }: Court, strict: boolean): boolean {
  return (
    binds(requirement, iut) &&
    excludedBy(requirement, profile.claims) === null &&
    (strict || OBLIGING.includes(requirement.level)) &&
    (iut === 'chain' || requirement.basis !== 'profile')
  );
}

/** What a run says of each requirement (cli.md, Verdicts). `selected` decides which rows it speaks of. */
export function addUp(
  cases: readonly CaseResult[],
  selected: (requirement: Requirement) => boolean,
  court: Court,
  strict: boolean,
): readonly RequirementResult[] {
  return [...court.catalogue.values()].filter(selected).map((requirement) => {
    const { id } = requirement;
    const namedBy = cases.filter((one) => one.case.requirements.includes(id)).map(({ key }) => key);
    const exercisedBy = cases
      .filter((one) => (one.judgement.get(id)?.verdict ?? 'none') !== 'none')
      .map(({ key }) => key);
    const { outcome, reason } = outcomeOf(requirement, cases, court);
    return { requirement, outcome, reason, counted: counts(requirement, court, strict), namedBy, exercisedBy };
  });
}

function outcomeOf(
  requirement: Requirement,
  cases: readonly CaseResult[],
  court: Court,
): { outcome: Outcome; reason: string | null } {
  const { id } = requirement;
  if (!binds(requirement, court.iut))
    return { outcome: 'none', reason: `binds ${requirement.roles.join(', ')}, not the ${court.iut}` };
  const excluding = excludedBy(requirement, court.profile.claims);
  if (excluding !== null) return { outcome: 'notApplicable', reason: `the profile does not claim ${excluding}` };
  const verdicts = cases.map((one) => ({ one, found: one.judgement.get(id) }));
  const firstWith = (verdict: Verdict): string | null => {
    for (const { found } of verdicts) {
      const finding = found?.findings.find((candidate) => candidate.verdict === verdict);
      if (finding !== undefined) return finding.actual;
    }
    return null;
  };
  const worstOf = worst(verdicts.map(({ found }) => found?.verdict ?? 'none'));
  const unstated = worstOf === 'none' ? unstatedTimer(requirement, court.profile) : null;
  if (unstated !== null) return { outcome: 'notApplicable', reason: `the profile does not state ${unstated}` };
  if (worstOf === 'error' || worstOf === 'fail') return { outcome: worstOf, reason: firstWith(worstOf) };
  const informing = verdicts.find(({ found }) => found?.reason?.startsWith(FOR_INFORMATION) === true)?.found?.reason;
  if (informing !== undefined && informing !== null) return { outcome: 'none', reason: informing };
  const undecided = verdicts.find(
    ({ one, found }) => found?.verdict === 'inconc' && one.case.requirements.includes(id),
  );
  if (undecided !== undefined) return { outcome: 'inconc', reason: firstWith('inconc') };
  const unexercised = verdicts.filter(
    ({ one, found }) => one.case.requirements.includes(id) && (found?.verdict ?? 'none') === 'none',
  );
  const passed = verdicts.some(({ found }) => found?.verdict === 'pass');
  if (unexercised.length > 0 && court.iut === 'chain') {
    if (unexercised.every(({ one }) => wasHeldUp(one.trace))) return { outcome: 'inconc', reason: HELD_UP };
    return { outcome: 'error', reason: `named by ${unexercised[0]?.one.key ?? 'a case'} but not exercised` };
  }
  const unobserved = verdicts
    .map(({ found }) => found?.reason ?? null)
    .find((reason) => reason?.startsWith('not observable'));
  if (!passed && unobserved !== undefined && unobserved !== null) return { outcome: 'none', reason: unobserved };
  if (unexercised.length > 0) {
    const [first] = unexercised;
    return {
      outcome: 'inconc',
      reason: `attempted by ${first?.one.key ?? 'a case'}, but the target gave no occasion for it`,
    };
  }
  if (passed) return { outcome: 'pass', reason: null };
  return {
    outcome: 'none',
    reason: requirement.untested === undefined ? 'no selected case exercises it' : `untested: ${requirement.untested}`,
  };
}

/** The exit code of a finished run (cli.md, Exit codes). */
export function exitCodeOf(
  requirements: readonly RequirementResult[],
  cases: readonly CaseResult[],
): 0 | 1 | 2 | 4 | 5 {
  const counted = requirements.filter((one) => one.counted);
  const has = (outcome: Outcome): boolean => counted.some((one) => one.outcome === outcome);
  if (has('error') || cases.some(({ verdict }) => verdict === 'error')) return 5;
  if (has('fail')) return 1;
  if (has('inconc') || counted.some(neverExercised)) return 2;
  return has('pass') ? 0 : 4;
}

/** `none`, though a selected case names it and nothing kept it from being observed. */
function neverExercised({ outcome, namedBy, reason }: RequirementResult): boolean {
  return outcome === 'none' && namedBy.length > 0 && reason?.startsWith('not observable') !== true;
}

/** The verdict of a run: the worst of what counts. */
export function verdictOf(requirements: readonly RequirementResult[], exitCode: number): Verdict {
  if (exitCode === 5) return 'error';
  const counted = requirements
    .filter((one) => one.counted)
    .map(({ outcome }) => (outcome === 'notApplicable' ? 'none' : outcome));
  const verdict = worst(counted);
  return exitCode === 2 && verdict === 'pass' ? 'inconc' : verdict;
}
