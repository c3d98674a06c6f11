import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { NothingSelected } from '../core/nothing-selected.ts';
import type { Profile } from '../core/profile.ts';
import { deriveSeed } from '../core/rng.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fuzzer } from '../fuzz/define.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { seconds, type Progress } from '../report/progress.ts';
import { commit, version } from '../report/version.ts';
import { campaign, type Campaign, type Counterexample } from '../run/fuzz/campaign.ts';
import { counterexampleJson, counterexampleYaml } from '../run/fuzz/counterexample-file.ts';
import { loadFuzzers } from '../run/fuzz/load-fuzzers.ts';
import { subjectOfCases, subjectOfLaw } from '../run/fuzz/subjects.ts';
import { didYouMean } from '../run/nearest.ts';
import { packageRoot } from '../run/discover.ts';
import { openStage, type Stage } from '../run/fuzz/stage.ts';
import { maskTarget } from '../run/target.ts';
import { checkOut, makeRunFolder, pointLatest } from './run-folder.ts';
import { selectProfile, selectTls, type ProfileOptions } from './select-profile.ts';
import { listenForStop } from './signals.ts';
import { paint, print, progressOnStderr } from './terminal.ts';

/** The options of `pushproof fuzz`, as commander gives them. */
export type FuzzRequest = ProfileOptions & {
  readonly names: readonly string[];
  readonly world: 'live' | 'sim';
  readonly runs?: number;
  /** Milliseconds. */
  readonly for?: number;
  readonly seed: number;
  readonly path?: string;
  readonly resume?: string;
  readonly maxFindings?: number;
  readonly continueOnFailure?: boolean;
  readonly saveRegression?: boolean;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** A line of progress off a terminal at most this often. */
const TELL_MS = 5_000;

/** Findings that end a fuzzer that goes on after a failure. */
const MAX_FINDINGS = 20;

/** What one fuzzer came to. */
type Result = {
  readonly name: string;
  readonly fuzzer: Fuzzer;
  readonly campaign: Campaign<unknown>;
  /** Its findings as files, from the current folder. */
  readonly files: readonly string[];
  /** Requirements that it names and gave no occasion for. */
  readonly missed: readonly string[];
};

/** Does what `pushproof fuzz` was asked for; resolves to the exit code. */
export async function runFuzz(request: FuzzRequest): Promise<number> {
  const beganMs = performance.now();
  const stop = listenForStop();
  const progress = progressOnStderr(request.quiet === true);
  try {
    const all = await loadFuzzers();
    const selected = select(all, request);
    await checkOut(request.out);
    const earlier = request.resume === undefined ? null : await readEarlier(request.resume);
    const seed = earlier?.seed ?? request.seed;
    await canaryMustDie(all, seed);
    const wanted = await selectProfile(request);
    const stage = await openStage(wanted, { world: request.world, seed, tls: await selectTls(request) });
    const folder = await makeRunFolder(request.out, new Date().toISOString().replace(/\.\d+Z$/, 'Z'), 'fuzz');
    // A chain that is closed waits for nothing more.
    void stop.happened.then(() => stage.world.close());
    const results: Result[] = [];
    try {
      for (const [name, fuzzer] of selected) {
        if (stop.signal.aborted) break;
        const roundsDone = earlier?.rounds[name] ?? 0;
        const found = await perform(name, fuzzer, stage, { ...request, seed, roundsDone, progress, stop: stop.signal });
        results.push(await keep(name, fuzzer, found, folder, request));
      }
    } finally {
      await stage.world.close();
    }
    const rounds = Object.fromEntries(results.map(({ name, campaign: { rounds: done } }) => [name, done]));
    await writeFile(
      join(folder, 'campaign.json'),
      `${JSON.stringify({ seed, rounds: { ...earlier?.rounds, ...rounds } })}\n`,
    );
    progress.close();
    const exitCode = stop.signal.aborted ? 130 : exitCodeOf(results);
    const told: Told = {
      request,
      seed,
      profile: stage.profile,
      results,
      exitCode,
      folder,
      durationMs: performance.now() - beganMs,
    };
    await writeFile(join(folder, 'fuzz.json'), jsonOf(told));
    await pointLatest(request.out, folder, 'latest-fuzz');
    await print(request.json === true ? jsonOf(told) : textOf(told));
    return exitCode;
  } finally {
    progress.close();
    stop.release();
  }
}

function select(
  all: ReadonlyMap<string, Fuzzer>,
  { names, path }: FuzzRequest,
): readonly (readonly [string, Fuzzer])[] {
  const inCampaigns = [...all].filter(([, { isCanary }]) => isCanary !== true);
  const known = inCampaigns.map(([name]) => name);
  for (const name of names) {
    if (!known.includes(name)) throw new UsageError(name, 'no such fuzzer', didYouMean(name, known, 'Fuzzers'));
  }
  const selected = inCampaigns.filter(([name]) => names.length === 0 || names.includes(name));
  if (selected.length === 0) throw new NothingSelected('there is no fuzzer');
  if (path !== undefined && selected.length !== 1) {
    throw new UsageError('--path', 'belongs to one fuzzer', 'Name it: pushproof fuzz FUZZER --seed S --path P');
  }
  return selected;
}

type Earlier = { readonly seed: number; readonly rounds: Readonly<Record<string, number>> };

async function readEarlier(folder: string): Promise<Earlier> {
  const text = await readFile(join(folder, 'campaign.json'), 'utf8').catch(() => null);
  if (text === null) {
    throw new UsageError(`--resume ${folder}`, 'is not the folder of a campaign', 'Name one that has a campaign.json.');
  }
  return JSON.parse(text) as Earlier;
}

/** A runner that does not find what is there to be found must not say that there is nothing. */
async function canaryMustDie(all: ReadonlyMap<string, Fuzzer>, seed: number): Promise<void> {
  for (const [name, fuzzer] of all) {
    if (fuzzer.isCanary !== true || fuzzer.kind !== 'law') continue;
    const options = { runs: fuzzer.runs, forMs: null, seed, path: null, roundsDone: 0, maxFindings: 1 };
    const watch = { nowMs: () => performance.now(), stopped: () => false, progress: () => undefined };
    const { counterexamples } = await campaign(subjectOfLaw(fuzzer), { ...options, ...watch });
    if (counterexamples.length === 0)
      throw new Error(`the canary ${name} survived ${fuzzer.runs} runs: this runner finds nothing`);
  }
}

type Performance = Pick<FuzzRequest, 'runs' | 'for' | 'path' | 'maxFindings' | 'continueOnFailure'> & {
  readonly seed: number;
  readonly roundsDone: number;
  readonly progress: Progress;
  readonly stop: AbortSignal;
};

async function perform(
  name: string,
  fuzzer: Fuzzer,
  { world, settings }: Stage,
  { runs, for: forMs, path, maxFindings, continueOnFailure, seed, roundsDone, progress, stop }: Performance,
): Promise<Campaign<unknown>> {
  const beganMs = performance.now();
  let toldMs = Number.NEGATIVE_INFINITY;
  const amount = forMs === undefined ? (runs ?? fuzzer.runs) : null;
  const tell = (done: number): void => {
    const nowMs = performance.now();
    if (nowMs - toldMs < TELL_MS) return;
    toldMs = nowMs;
    const of = amount === null ? `, ${seconds(nowMs - beganMs)} of ${seconds(forMs ?? 0)}` : `/${amount}`;
    progress.take({ kind: 'phase', text: `${name}: ${done}${of} runs` });
  };
  tell(0);
  const options = {
    runs: amount,
    forMs: forMs ?? null,
    // A path belongs to the very seed it was found with.
    seed: path === undefined ? deriveSeed(seed, name) : seed,
    path: path ?? null,
    roundsDone,
    maxFindings: maxFindings ?? (continueOnFailure === true ? MAX_FINDINGS : 1),
    nowMs: () => performance.now(),
    stopped: () => stop.aborted,
    progress: tell,
  };
  return fuzzer.kind === 'law'
    ? campaign(subjectOfLaw(fuzzer), options)
    : campaign(subjectOfCases(name, fuzzer, world, settings), options);
}

/** Writes the findings down. */
async function keep(
  name: string,
  fuzzer: Fuzzer,
  found: Campaign<unknown>,
  folder: string,
  { saveRegression }: FuzzRequest,
): Promise<Result> {
  const files: string[] = [];
  for (const counterexample of found.counterexamples) {
    const { requirement } = counterexample.breach;
    const [suffix, text] =
      fuzzer.kind === 'law'
        ? ['json', counterexampleJson(name, fuzzer, counterexample)]
        : ['case.yaml', counterexampleYaml(name, fuzzer, counterexample as Counterexample<never>)];
    const file = join(folder, 'counterexamples', `${name}-${requirement}.${suffix}`);
    await mkdir(join(folder, 'counterexamples'), { recursive: true });
    await writeFile(file, text);
    files.push(relative('.', file));
    if (saveRegression === true && fuzzer.kind === 'cases') {
      const slug = `regression-${requirement.toLowerCase()}-${name}-${counterexample.seed}`;
      const kept = resolve(packageRoot(), 'suites', fuzzer.suite, `${slug}.case.yaml`);
      await writeFile(kept, text);
      files.push(relative('.', kept));
    }
  }
  const missed = fuzzer.requirements.filter((id) => !found.exercised.has(id));
  return { name, fuzzer, campaign: found, files, missed };
}

/** A finding is 1; a campaign that never came to what it is about has shown nothing: 2. */
function exitCodeOf(results: readonly Result[]): number {
  if (results.some(({ campaign: { counterexamples } }) => counterexamples.length > 0)) return 1;
  return results.some(({ missed }) => missed.length > 0) ? 2 : 0;
}

type Told = {
  readonly request: FuzzRequest;
  readonly seed: number;
  readonly profile: Profile;
  readonly results: readonly Result[];
  readonly exitCode: number;
  readonly folder: string;
  readonly durationMs: number;
};

function verdictOf(exitCode: number): string {
  return { 0: 'pass', 1: 'fail', 2: 'inconc' }[exitCode] ?? 'none';
}

function jsonOf({ request, seed, profile, results, exitCode, durationMs }: Told): string {
  const runs = results.reduce((sum, { campaign: one }) => sum + one.runs, 0);
  const told = {
    schema: JSON_SCHEMA,
    command: 'fuzz',
    version: version(),
    commit: commit(),
    iut: profile.iut,
    target: profile.target === null ? null : maskTarget(profile.target),
    world: profile.target === null ? request.world : 'live',
    seed,
    verdict: verdictOf(exitCode),
    durationMs: Math.round(durationMs),
    runs,
    runsPerSecond: Math.round((runs * 1_000) / durationMs),
    classes: {
      reached: results.reduce((sum, { campaign: { reached } }) => sum + reached.size, 0),
      total: results.reduce((sum, { fuzzer: { classes } }) => sum + classes.length, 0),
    },
    counterexamples: results.flatMap(({ name, campaign: { counterexamples }, files }) =>
      counterexamples.map(({ seed: itsSeed, path, breach }, at) => ({
        fuzzer: name,
        seed: itsSeed,
        path,
        file: files[at] ?? '',
        ...breach,
      })),
    ),
    fuzzers: results.map(({ name, fuzzer: { classes }, campaign: { runs: its, reached }, missed }) => ({
      name,
      runs: its,
      unreached: classes.filter((one) => !reached.has(one)),
      notExercised: missed,
    })),
  };
  return `${JSON.stringify(told)}\n`;
}

function textOf({ results, exitCode, durationMs, folder, seed }: Told): string {
  const lines = results.flatMap(({ name, fuzzer, campaign: { runs, reached, counterexamples }, missed, files }) => [
    `${counterexamples.length > 0 ? paint.red('fail  ') : paint.green('pass  ')} ${name}  ${runs} runs, ${reached.size} of ${fuzzer.classes.length} classes`,
    ...(missed.length > 0 && counterexamples.length === 0 ? [`       never exercised: ${missed.join(', ')}`] : []),
    ...counterexamples.flatMap(({ breach, seed: itsSeed, path }, at) => [
      `       ${breach.requirement}  expected: ${breach.expected}`,
      `       ${' '.repeat(breach.requirement.length)}  actual:   ${breach.actual}`,
      `       again: npx pushproof fuzz ${name} --seed ${itsSeed} --path ${path}`,
      `       file:  ${files[at] ?? ''}`,
    ]),
  ]);
  const runs = results.reduce((sum, { campaign: one }) => sum + one.runs, 0);
  const verdict = exitCode === 130 ? 'interrupted' : verdictOf(exitCode).toUpperCase();
  const first = results.flatMap(({ files }) => files)[0];
  return [
    ...lines,
    '',
    `verdict  ${verdict}  ${runs} runs in ${seconds(durationMs)}, ${Math.round((runs * 1_000) / durationMs)} a second, seed ${seed}`,
    `results  ${relative('.', folder)}`,
    `next     ${first === undefined ? `npx pushproof fuzz --resume ${relative('.', folder)}` : `npx pushproof replay ${first}`}`,
    '',
  ].join('\n');
}
