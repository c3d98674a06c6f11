import { createHash } from 'node:crypto';
import type { Iut } from '../core/party.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Fault } from '../faults/define.ts';
import type { Oracle } from '../oracles/define.ts';
import { makeReferenceGateway } from '../reference-impl/gateway/gateway.ts';
import { referencePolicy as gatewayPolicy } from '../reference-impl/gateway/policy.ts';
import { makeReferenceOrigin } from '../reference-impl/origin/origin.ts';
import { referencePolicy as originPolicy } from '../reference-impl/origin/policy.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { makeReferencePi } from '../reference-impl/pi/pi.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { referencePolicy as piPolicy } from '../reference-impl/pi/policy.ts';
import { referencePolicy as ppgPolicy } from '../reference-impl/ppg/policy.ts';
import { referencePolicy as smscPolicy } from '../reference-impl/smsc/policy.ts';
import { foreign } from '../oracles/groups.ts';
import type { CaseResult, RunSummary } from '../trace/finding.ts';
import { traceToJsonl } from '../trace/jsonl.ts';
import { viewOf } from '../trace/view.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import type { TlsFiles } from '../world/live/tls.ts';
import { makeSimWorld } from '../world/sim.ts';
import type { Parties } from '../world/world.ts';
import { addUp, exitCodeOf, verdictOf } from './add-up.ts';
import { makeCaseQueue } from './case-queue.ts';
import { discover } from './discover.ts';
import { discoverOracles } from './discover-oracles.ts';
import { type Court } from './judge.ts';
import { loadCases } from './load-case.ts';
import { makePatience } from './patience.ts';
import { isSelected, plan, type Selection } from './plan.ts';
import { preflight } from './preflight/preflight.ts';
import { loadCatalogue } from './requirements.ts';
import { reconsidered, runCase, type CaseSettings, type PlannedCase } from './run-case.ts';
import { maskTarget } from './target.ts';
import { watchedWorld } from './watched-world.ts';

export type { PlannedCase } from './run-case.ts';
export { NothingSelected } from '../core/nothing-selected.ts';

/** Everything `run` can be told. */
export type RunOptions = Selection & {
  readonly iut: Iut;
  readonly profile: Profile;
  readonly world: 'sim' | 'live';
  /** Cases at once. */
  readonly workers: number;
  readonly seed: number;
  /** SHOULD and MAY count too. */
  readonly strict: boolean;
  /** What a target over TLS is verified with, beside the machine's own authorities. */
  readonly tls?: TlsFiles;
  readonly progress: (event: ProgressEvent) => void;
};

export type ProgressEvent =
  | { readonly kind: 'phase'; readonly text: string }
  | {
      readonly kind: 'case';
      readonly key: string;
      readonly verdict: Verdict;
      readonly done: number;
      readonly total: number;
      readonly durationMs: number;
    }
  /** `what` = null: what this case waited for has come, or its time is over. */
  | { readonly kind: 'waiting'; readonly key: string; readonly what: string | null; readonly forTurn: boolean };

/** A run in progress. */
export type Run = {
  readonly planned: readonly PlannedCase[];
  /** The result of a case; the first asking starts it and, up to `workers` at once, those planned after it. */
  readonly ask: (key: string) => Promise<CaseResult>;
  /** Ends the run: closes every socket, adds up what has finished. Idempotent. */
  readonly finish: (interrupted: boolean) => Promise<RunSummary>;
};

/** UTC of a sim trace's beginning: the same in every run, so that traces compare. */
const SIM_EPOCH_UTC = '2026-01-02T03:04:05Z';

/** Oracles, catalogue and faults as found in the tree. */
export async function loadHarness(): Promise<{
  readonly oracles: readonly Oracle[];
  readonly faults: ReadonlyMap<string, Fault>;
  readonly catalogue: ReadonlyMap<string, Requirement>;
  readonly digest: string;
}> {
  const [oracles, faults, { requirements, digest }] = await Promise.all([
    discoverOracles(),
    discover<Fault>('harness/faults', '.fault.ts'),
    loadCatalogue(),
  ]);
  const nameOf = (path: string): string => (path.split('/').at(-1) ?? path).replace('.fault.ts', '');
  return {
    oracles: oracles.map(({ value }) => value),
    faults: new Map(faults.map(({ path, value }) => [nameOf(path), value])),
    catalogue: new Map(requirements.map((requirement) => [requirement.id, requirement])),
    digest,
  };
}

/** The reference in every role that is not remote. */
export function referenceParties(iut: Iut): Parties {
  const all: Parties = {
    pi: makeReferencePi(piPolicy),
    ppg: makeReferencePpg(ppgPolicy),
    smsc: makeReferenceSmsc(smscPolicy),
    handset: makeReferenceHandset(handsetPolicy),
    // The way back is seen where pushproof plays all of it.
    ...(iut === 'chain'
      ? { gateway: makeReferenceGateway(gatewayPolicy), origin: makeReferenceOrigin(originPolicy) }
      : {}),
  };
  return Object.fromEntries(Object.entries(all).filter(([role]) => role !== iut));
}

/** Loads, checks the target, plans. Throws `UsageError` (exit 3) and `NothingSelected` (exit 4) before anything is run. */
export async function startRun(options: RunOptions): Promise<Run> {
  const startedMs = performance.now();
  const startedUtc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const { oracles, faults, catalogue, digest } = await loadHarness();
  const cases = await loadCases();
  const parties = referenceParties(options.iut);
  const courtOf = (profile: Profile): Court => ({ oracles, catalogue, profile, iut: options.iut });
  // Planned once with the profile as claimed, so that a wrong selection is told before a target is touched.
  plan(cases, options, courtOf(options.profile), options.profile);
  const tls = options.tls ?? {};
  const world = watchedWorld(
    options.world === 'sim'
      ? makeSimWorld({ seed: options.seed, faults })
      : makeLiveWorld({ seed: options.seed, faults, tls }),
    (key, what, wait) => options.progress({ kind: 'waiting', key, what, forTurn: wait === 'turn' }),
  );
  const epochUtc = options.world === 'sim' ? SIM_EPOCH_UTC : startedUtc;
  if (options.profile.target !== null)
    options.progress({ kind: 'phase', text: `preflight: ${maskTarget(options.profile.target)}` });
  let checked;
  try {
    checked = await preflight(options.profile, world, parties, { epochUtc, tls });
  } catch (error) {
    await world.close();
    throw error;
  }
  const { profile, notes } = checked;
  const court = courtOf(profile);
  const planned = plan(cases, options, court, profile);
  options.progress({ kind: 'phase', text: `running ${planned.length} cases` });
  const settings: CaseSettings = {
    court,
    profile,
    parties,
    seed: options.seed,
    epochUtc,
    strict: options.strict,
    patience: makePatience(),
    clockMs: () => performance.now(),
  };
  const queue = makeCaseQueue(planned, options.workers, (one) => runCase(one, world, settings), options.progress);
  let summary: Promise<RunSummary> | null = null;
  const sum = async (interrupted: boolean): Promise<RunSummary> => {
    queue.stop();
    await world.close();
    const ended = queue.finished();
    const finished = ended.map(reconsidered);
    const requirements = addUp(finished, (row) => isSelected(row, options), court, options.strict);
    const exitCode = interrupted ? 130 : exitCodeOf(requirements, finished);
    return {
      iut: options.iut,
      target: profile.target === null ? null : maskTarget(profile.target),
      profileName: profile.name,
      profileDigest: sha256([
        JSON.stringify({ ...profile, target: null, handset: { ...profile.handset, target: null } }),
      ]),
      catalogueDigest: digest,
      world: options.world,
      seed: options.seed,
      verdict: verdictOf(requirements, exitCode),
      exitCode,
      interrupted,
      startedUtc,
      durationMs: Math.round(performance.now() - startedMs),
      traceDigest: options.world === 'sim' ? sha256(finished.map(({ trace }) => traceToJsonl(trace))) : null,
      cases: finished,
      requirements,
      // Our own SMSC delivers what cases order, too.
      notes: [...notes, ...(parties.smsc === undefined ? strangers(finished) : []), ...changes(ended, finished)],
    };
  };
  return { planned, ask: queue.ask, finish: (interrupted) => (summary ??= sum(interrupted)) };
}

function sha256(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return `sha256:${hash.digest('hex')}`;
}

/** Cases whose verdict what came after them has changed: where that was shown already, it is not what counts. */
function changes(ended: readonly CaseResult[], finished: readonly CaseResult[]): readonly string[] {
  return finished.flatMap((one, at) =>
    one === ended[at] ? [] : [`${one.key}: ${one.verdict} by what came after the case had ended (${one.reason ?? ''})`],
  );
}

/** Traffic that belonged to nobody: reported, judged against nobody. */
function strangers(cases: readonly CaseResult[]): readonly string[] {
  return cases.flatMap(({ key, trace }) => {
    const count = foreign(viewOf(trace, 'smsc')).length;
    return count === 0 ? [] : [`${key}: ${count} foreign short message(s) on its numbers, judged against nobody`];
  });
}
