import { asNamedBy, type Case } from '../core/case.ts';
import { AssertionError } from '../core/assert.ts';
import type { Profile } from '../core/profile.ts';
import { deriveSeed } from '../core/rng.ts';
import { worst, type Verdict } from '../core/verdict.ts';
import type { CaseResult, Judgement } from '../trace/finding.ts';
import type { Trace } from '../trace/event.ts';
import type { Parties, World } from '../world/world.ts';
import { counts } from './add-up.ts';
import { unstatedTimer } from './claims.ts';
import { profileFor } from './case-profile.ts';
import { slotsOf, stepsFor } from './case-steps.ts';
import { handsetsOf } from './handsets.ts';
import { HELD_UP, wasHeldUp } from './held-up.ts';
import { binds, judge, judgeInTurns, type Court } from './judge.ts';
import { noOccasion } from './no-occasion.ts';
import type { Patience } from './patience.ts';
import { performSteps } from './steps.ts';

/** One case in one variant; `key` names it in a run. */
export type PlannedCase = { readonly key: string; readonly case: Case; readonly variant: string };

/** What all cases of a run share. */
export type CaseSettings = {
  readonly court: Court;
  readonly profile: Profile;
  readonly parties: Parties;
  readonly seed: number;
  readonly epochUtc: string;
  readonly strict: boolean;
  /** What the run has learnt of the target. */
  readonly patience: Patience;
  /** Milliseconds, monotonic; for the report. */
  readonly clockMs: () => number;
};

/** Opens a chain, performs the case, closes the chain, and judges what was seen. */
export async function runCase(planned: PlannedCase, world: World, everyCase: CaseSettings): Promise<CaseResult> {
  const profile = profileFor(planned.case, everyCase.profile);
  const settings = { ...everyCase, profile, court: { ...everyCase.court, profile } };
  const { trace: observed, failure, afterwards, beganMs } = await observe(planned, world, settings);
  const durationMs = Math.round(settings.clockMs() - beganMs);
  everyCase.patience.learn(observed, profile);
  const asScripted = ({ header, events }: Trace): Trace => ({
    header: { ...header, scripted: planned.case.scripted },
    events,
  });
  const judged = (trace: Trace, judgement: Judgement): CaseResult => {
    const found = caseVerdict(planned.case, trace, judgement, settings);
    const { verdict, reason } =
      failure === null || worst([failure.verdict, found.verdict]) === found.verdict ? found : failure;
    return { ...planned, verdict, reason, durationMs, trace, judgement };
  };
  const trace = asScripted(observed);
  const result = judged(trace, await judgeInTurns(trace, settings.court, settings.clockMs));
  reconsiderations.set(result, () => {
    const seen = afterwards();
    if (seen === null) return result;
    const late = asScripted(seen);
    const again = judged(late, onlyWorse(result.judgement, judge(late, settings.court)));
    const isWorse = [...again.judgement].some(
      ([id, { verdict }]) => verdict === 'fail' && result.judgement.get(id)?.verdict !== 'fail',
    );
    return isWorse ? again : result;
  });
  return result;
}

/** Judges a case again at the end of its run, with what came after it and belongs to it; the same result where that makes it no worse. */
export function reconsidered(result: CaseResult): CaseResult {
  return reconsiderations.get(result)?.() ?? result;
}

const reconsiderations = new WeakMap<CaseResult, () => CaseResult>();

/** What came late breaks rules, and mends none. */
function onlyWorse(before: Judgement, after: Judgement): Judgement {
  return new Map(
    [...after].map(([id, judged]) => {
      const earlier = before.get(id) ?? judged;
      return [id, judged.verdict === 'fail' && earlier.verdict !== 'error' ? judged : earlier];
    }),
  );
}

type Failure = { readonly verdict: Verdict; readonly reason: string };

type Observed = {
  readonly trace: Trace;
  readonly failure: Failure | null;
  readonly afterwards: () => Trace | null;
  /** When its first step could be taken. */
  readonly beganMs: number;
};

async function observe(
  { key, case: written, variant }: PlannedCase,
  world: World,
  { parties, profile, seed, epochUtc, patience, clockMs }: CaseSettings,
): Promise<Observed> {
  const one = { ...written, steps: stepsFor(written.steps, profile) };
  const chain = await world.open(key, parties, {
    profile,
    variant: variant === '' ? [] : variant.split('+'),
    seed: deriveSeed(seed, key),
    numbers: profile.handset.numbers.slice(0, handsetsOf(one.steps)),
    epochUtc,
    connection: one.connection,
    slots: slotsOf(written.steps, one.steps),
  });
  // Waiting for its turn at a target is no time of the case.
  const beganMs = clockMs();
  try {
    await performSteps(one, chain, profile, world.kind, patience);
    const withheld = chain.stopped();
    const failure: Failure | null = withheld === null ? null : { verdict: 'inconc', reason: withheld };
    return { trace: chain.trace(), failure, afterwards: chain.afterwards, beganMs };
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    return {
      trace: chain.trace(),
      failure: { verdict: 'error', reason: `the harness itself erred: ${error.message}` },
      afterwards: () => null,
      beganMs,
    };
  } finally {
    await chain.close();
  }
}

/** The worst over what counts; a requirement that the case names and did not exercise is never a pass. */
function caseVerdict(
  one: Case,
  trace: Trace,
  judgement: Judgement,
  { court, strict }: CaseSettings,
): { verdict: Verdict; reason: string | null } {
  const found: { readonly verdict: Verdict; readonly reason: string | null }[] = [];
  const byName = asNamedBy(one);
  for (const [id, { verdict, findings }] of [...judgement].sort(([a], [b]) => byName(a, b))) {
    const requirement = court.catalogue.get(id);
    if (requirement === undefined || !(counts(requirement, court, strict) || verdict === 'error')) continue;
    const telling = findings.find((finding) => finding.verdict === verdict);
    found.push({ verdict, reason: telling === undefined ? null : `${id}: ${telling.actual}` });
  }
  for (const id of one.requirements) {
    const requirement = court.catalogue.get(id);
    if (requirement === undefined || !binds(requirement, court.iut) || !counts(requirement, court, strict)) continue;
    if (unstatedTimer(requirement, court.profile) !== null) continue;
    const said = judgement.get(id);
    if (said !== undefined && said.verdict !== 'none') continue;
    const why = said?.reason ?? noOccasion(trace, court.iut);
    if (said?.reason?.startsWith('not observable') === true && court.iut !== 'chain') continue;
    if (court.iut === 'chain' && wasHeldUp(trace)) {
      found.push({ verdict: 'inconc', reason: `${id}: ${HELD_UP} (${why})` });
      continue;
    }
    const verdict = court.iut === 'chain' ? 'error' : 'inconc';
    found.push({ verdict, reason: `${id}: named by this case but not exercised (${why})` });
  }
  const verdict = worst(found.map((one) => one.verdict));
  const telling = found.find((one) => one.verdict === verdict);
  return { verdict, reason: verdict === 'pass' || verdict === 'none' ? null : (telling?.reason ?? null) };
}
