import type { Case } from '../core/case.ts';
import { AssertionError } from '../core/assert.ts';
import type { Profile } from '../core/profile.ts';
import { deriveSeed } from '../core/rng.ts';
import { worst, type Verdict } from '../core/verdict.ts';
import type { CaseResult, Judgement } from '../trace/finding.ts';
import type { Trace } from '../trace/event.ts';
import type { Parties, World } from '../world/world.ts';
import { counts } from './add-up.ts';
import { binds, judge, type Court } from './judge.ts';
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
  /** Milliseconds, monotonic; for the report. */
  readonly clockMs: () => number;
};

/** Handset letters that a case's steps can name. */
const LETTERS = 'ABCDEFGHIJKLMNOP';

/** Opens a chain, performs the case, closes the chain, and judges what was seen. */
export async function runCase(planned: PlannedCase, world: World, settings: CaseSettings): Promise<CaseResult> {
  const began = settings.clockMs();
  const { trace, failure } = await observe(planned, world, settings);
  const judgement = judge(trace, settings.court);
  const { verdict, reason } = failure ?? caseVerdict(planned.case, judgement, settings);
  return { ...planned, verdict, reason, durationMs: Math.round(settings.clockMs() - began), trace, judgement };
}

type Failure = { readonly verdict: Verdict; readonly reason: string };

async function observe(
  { key, case: one, variant }: PlannedCase,
  world: World,
  { parties, profile, seed, epochUtc }: CaseSettings,
): Promise<{ trace: Trace; failure: Failure | null }> {
  const chain = await world.open(key, parties, {
    profile,
    variant: variant === '' ? [] : variant.split('+'),
    seed: deriveSeed(seed, key),
    numbers: profile.handset.numbers.slice(0, handsetsOf(one)),
    epochUtc,
    connection: one.connection,
  });
  try {
    await performSteps(one, chain, profile, world.kind);
    return { trace: chain.trace(), failure: null };
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    return {
      trace: chain.trace(),
      failure: { verdict: 'error', reason: `the harness itself erred: ${error.message}` },
    };
  } finally {
    await chain.close();
  }
}

/** How many handsets a case's steps name. */
function handsetsOf({ steps }: Case): number {
  const named = steps.flatMap(({ arguments: args }) => [args['to'], args['handset']].flat());
  const places = named.map((name) => (typeof name === 'string' ? LETTERS.indexOf(name) : 0));
  return Math.max(0, ...places) + 1;
}

/** The worst over what counts; a requirement that the case names and did not exercise is never a pass. */
function caseVerdict(
  one: Case,
  judgement: Judgement,
  { court, strict }: CaseSettings,
): { verdict: Verdict; reason: string | null } {
  const verdicts: Verdict[] = [];
  const reasons: string[] = [];
  for (const [id, { verdict, findings }] of judgement) {
    const requirement = court.catalogue.get(id);
    if (requirement === undefined || !(counts(requirement, court, strict) || verdict === 'error')) continue;
    verdicts.push(verdict);
    const telling = findings.find((finding) => finding.verdict === verdict);
    if (telling !== undefined && verdict !== 'pass') reasons.push(`${id}: ${telling.actual}`);
  }
  for (const id of one.requirements) {
    const requirement = court.catalogue.get(id);
    if (requirement === undefined || !binds(requirement, court.iut) || !counts(requirement, court, strict)) continue;
    const found = judgement.get(id);
    if (found !== undefined && found.verdict !== 'none') continue;
    const why = found?.reason ?? 'nothing in the trace was an occasion for it';
    if (found?.reason?.startsWith('not observable') === true && court.iut !== 'chain') continue;
    verdicts.push(court.iut === 'chain' ? 'error' : 'inconc');
    reasons.push(`${id}: named by this case but not exercised (${why})`);
  }
  const verdict = worst(verdicts);
  return { verdict, reason: verdict === 'pass' || verdict === 'none' ? null : (reasons[0] ?? null) };
}
