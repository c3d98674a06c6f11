import { join, relative } from 'node:path';
import type { Profile } from '../core/profile.ts';
import type { AllurePage } from '../report/allure-html.ts';
import { traceFile } from '../report/case-folder.ts';
import { closingScreen } from '../report/console.ts';
import { failureText, type FailureContext } from '../report/failure.ts';
import { runJson, type Spelling } from '../report/json.ts';
import { maskingOfRun } from '../report/masking.ts';
import type { Progress } from '../report/progress.ts';
import { readExpectations, withExpectations, type Expectations } from '../run/expectations.ts';
import { loadCatalogue } from '../run/requirements.ts';
import { startRun, type Run, type RunOptions } from '../run/run.ts';
import { maskNumber, maskTarget } from '../run/target.ts';
import type { RunSummary } from '../trace/finding.ts';
import { mergeRuns, originOf, readEarlierRun, type EarlierRun } from './again.ts';
import { startCaseWriter, type CaseWriter } from './case-writer.ts';
import { dryRun, sendingsJson, sendingsText } from './dry-run.ts';
import { executeRun } from './execute-run.ts';
import { attachCapture, labCapture, type LabCapture } from './lab-capture.ts';
import { checkOut, makeRunFolder, pointLatest } from './run-folder.ts';
import { replayCall, type RunRequest } from './run-request.ts';
import { selectProfile, selectTls } from './select-profile.ts';
import { listenForStop, type StopRequest } from './signals.ts';
import { paint, print, progressOnStderr, stdoutColumns } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Does what `pushproof run` was asked for; resolves to the exit code. Nothing is written before the request is known to be right. */
export async function runSuites(request: RunRequest): Promise<number> {
  const progress = progressOnStderr(request.quiet === true);
  const stop = listenForStop();
  let writer: CaseWriter | null = null;
  try {
    progress.take({ kind: 'phase', text: 'reading cases and profile' });
    const profile = await selectProfile(request);
    await checkOut(request.out);
    const earlier = request.again === undefined ? null : await readEarlierRun(request.again, profile);
    const expectations = request.baseline === undefined ? null : await baseline(request.baseline);
    const capture = request.pcap === undefined ? null : await labCapture(request.pcap);
    const tls = await selectTls(request);
    const options = { ...optionsOf(request, profile, earlier, progress), tls };
    if (request.dryRun === true) return await foretell(request, options, progress);
    // It loads while the cases are planned.
    writer = startCaseWriter();
    const run = await startRun(options);
    const done = await execute(run, { request, profile, earlier, expectations, capture, stop, progress, writer });
    progress.close();
    await show(request, done);
    return stop.signal.aborted ? 130 : done.summary.exitCode;
  } finally {
    writer?.end();
    progress.close();
    stop.release();
  }
}

const WORKERS = 8;
/** Some cases take nearly all of a response timer; those that have few slots to wait for go on beside them. */
const WORKERS_AT_A_PPG = 16;

function optionsOf(request: RunRequest, profile: Profile, earlier: EarlierRun | null, progress: Progress): RunOptions {
  return {
    iut: profile.iut,
    profile,
    world: request.world,
    cases: [...request.cases, ...(earlier?.again ?? [])],
    suites: request.suite,
    requirements: request.requirement,
    grep: request.grep,
    workers: request.workers ?? (profile.iut === 'ppg' && profile.target !== null ? WORKERS_AT_A_PPG : WORKERS),
    shard: request.shard ?? null,
    seed: request.seed,
    quick: request.quick === true,
    strict: request.strict === true,
    progress: progress.take,
  };
}

async function foretell(request: RunRequest, options: RunOptions, progress: Progress): Promise<number> {
  const sendings = await dryRun(options);
  progress.close();
  await print(request.json === true ? sendingsJson(sendings) : sendingsText(sendings));
  return 0;
}

type Work = {
  readonly request: RunRequest;
  readonly profile: Profile;
  readonly earlier: EarlierRun | null;
  readonly expectations: Expectations | null;
  readonly capture: LabCapture | null;
  readonly stop: StopRequest;
  readonly progress: Progress;
  readonly writer: CaseWriter;
};

type Done = {
  readonly folder: string;
  readonly summary: RunSummary;
  readonly spelling: Spelling;
  readonly page: AllurePage;
  readonly contextOf: (key: string) => FailureContext;
};

async function baseline(path: string): Promise<Expectations> {
  const { requirements } = await loadCatalogue();
  return readExpectations(
    path,
    requirements.map(({ id }) => id),
  );
}

async function execute(
  run: Run,
  { request, profile, earlier, expectations, capture, stop, progress, writer }: Work,
): Promise<Done> {
  const { requirements } = await loadCatalogue();
  const catalogue = new Map(requirements.map((row) => [row.id, row]));
  const target = profile.target === null ? null : maskTarget(profile.target);
  const replayOf = (key: string): string => replayCall(request, target, key);
  const contextOf = (key: string): FailureContext => ({
    catalogue,
    mask: maskNumber,
    replay: replayOf(key),
    octets: true,
  });
  const startedUtc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const folder = await makeRunFolder(request.out, startedUtc, profile.iut);
  const fresh = await executeRun(run, { folder, project: profile.iut, timers: profile.timers, replayOf, writer, stop });
  const strict = request.strict === true;
  const judged = earlier === null ? fresh : await mergeRuns(earlier, folder, fresh, { profile, strict });
  const summary = expectations === null ? judged : withExpectations(judged, expectations);
  if (capture !== null) await attachCapture(capture, folder);
  progress.take({ kind: 'phase', text: 'writing the reports' });
  await pointLatest(request.out, folder, 'latest');
  const masking = maskingOfRun(summary, maskNumber);
  const spelling: Spelling = { masking, traceFile, origin: (key) => originOf(earlier, key) };
  const page = await writeReports(
    folder,
    summary,
    { ...spelling, contextOf, capture: capture?.name ?? null },
    stop.signal,
  );
  return { folder, summary, spelling, page, contextOf };
}

/** The closing screen on stdout; with `--json` the object there, and the screen on stderr. */
async function show(request: RunRequest, { folder, summary, spelling, page, contextOf }: Done): Promise<void> {
  const here = relative('.', folder);
  if (request.json === true) {
    const fromHere = { ...spelling, traceFile: (key: string): string => join(here, traceFile(key)) };
    await print(`${JSON.stringify(runJson('run', summary, fromHere))}\n`);
  }
  if (request.json === true && request.quiet === true) return;
  const screen = closingScreen(summary, {
    masking: spelling.masking,
    paint,
    columns: stdoutColumns(),
    // What is known to fail is no news.
    failure: summary.exitCode === 0 ? null : firstFailure(summary, contextOf),
    places: [
      ['report', page.kind === 'written' ? `${relative('.', page.page)}  (${page.generator})` : `none: ${page.reason}`],
      ['results', join(here, 'summary.html')],
    ],
    next: nextStep(summary, request.out),
  });
  if (request.json === true) process.stderr.write(screen);
  else await print(screen);
}

/** On the screen without octets: they are in the report. */
function firstFailure({ cases }: RunSummary, contextOf: (key: string) => FailureContext): string | null {
  const failed = cases.find(({ verdict }) => verdict === 'fail') ?? cases.find(({ verdict }) => verdict === 'error');
  return failed === undefined ? null : failureText(failed, { ...contextOf(failed.key), octets: false });
}

function nextStep({ requirements, cases, interrupted }: RunSummary, out: string): string {
  const open = cases.some(({ verdict }) => verdict === 'fail' || verdict === 'inconc' || verdict === 'error');
  if (interrupted || open) return `npx pushproof run --again ${join(out, 'latest')}`;
  const failed = requirements.find(({ counted, outcome }) => counted && outcome === 'fail');
  return failed === undefined ? 'npx pushproof mutants' : `npx pushproof explain ${failed.requirement.id}`;
}
