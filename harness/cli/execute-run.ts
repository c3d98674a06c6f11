import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timers } from '../core/profile.ts';
import type { CaseFiles } from '../report/case-files.ts';
import type { Answer } from '../run/lab-wire.ts';
import { serveLab, type LabServer } from '../run/lab-server.ts';
import type { Run } from '../run/run.ts';
import { maskNumber } from '../run/target.ts';
import { globalTimeoutMs, testsOf, type RunPlan } from '../run/test-plan.ts';
import { maskingOf } from '../report/masking.ts';
import { TRACE_FORMAT } from '../trace/event.ts';
import type { CaseResult, RunSummary } from '../trace/finding.ts';
import type { CaseWriter } from './case-writer.ts';
import { startPlaywright, troubleOf, type PlaywrightProcess } from './playwright.ts';
import type { StopRequest } from './signals.ts';

/** What the execution of a run needs besides the run. */
export type Execution = {
  /** The run's own folder; exists. */
  readonly folder: string;
  /** Name of the Playwright project: what is judged. */
  readonly project: string;
  readonly timers: Timers;
  readonly writer: CaseWriter;
  /** The call that runs a case again. */
  readonly replayOf: (key: string) => string;
  readonly stop: StopRequest;
};

/** How long a Playwright that is still starting is let be: until its tests begin it would end without a report. */
const START_LIMIT_MS = 500;

/** How long Playwright may take to write its reports once it was asked to stop. */
const STOP_LIMIT_MS = 3_000;

/** Longest reason that goes over the lab's door; the whole one is in judgement.json. */
const MAX_REASON_LENGTH = 2_000;

/** Runs all planned cases under Playwright, writes each one's files, and adds up. An interrupted run adds up what has finished. */
export async function executeRun(run: Run, execution: Execution): Promise<RunSummary> {
  const written = new WeakMap<CaseResult, Promise<CaseFiles>>();
  const answered = new Map<string, CaseResult>();
  const write = (result: CaseResult): Promise<CaseFiles> => {
    const { folder, writer, replayOf } = execution;
    const files = written.get(result) ?? writer.write(folder, result, replayOf(result.key));
    written.set(result, files);
    return files;
  };
  const erred: string[] = [];
  const tests = firstQuestion();
  const lab = await serveLab(async (key) => {
    tests.arrived();
    try {
      const result = await run.ask(key);
      answered.set(key, result);
      return answerOf(result, await write(result));
    } catch (error) {
      erred.push(`${key}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  });
  try {
    const playwright = startPlaywright(await writePlan(run, lab, execution), join(execution.folder, 'playwright.log'));
    startAhead(run, write);
    const ended = await Promise.race([playwright.ended, execution.stop.happened]);
    if (ended === 'stop') return await interrupt({ run, lab, playwright, write, begun: tests.begun });
    const summary = await run.finish(false);
    await Promise.all(summary.cases.map(write));
    const trouble = erred[0] ?? (await troubleIn([...answered.values()], run, execution.folder, ended));
    return trouble === null ? summary : withTrouble(summary, trouble);
  } finally {
    await lab.close();
    await rm(join(execution.folder, 'artifacts'), { recursive: true, force: true });
  }
}

/** The cases begin while Playwright is still starting, and what each showed is written when it has finished. */
function startAhead({ planned, ask }: Run, write: (result: CaseResult) => Promise<CaseFiles>): void {
  // Whoever asks for it again hears of its failure.
  for (const { key } of planned)
    ask(key)
      .then(write)
      .catch(() => undefined);
}

async function writePlan(run: Run, lab: LabServer, { folder, project, timers }: Execution): Promise<string> {
  const tests = testsOf(run.planned, timers);
  const plan: RunPlan = { socket: lab.address, folder, project, globalTimeoutMs: globalTimeoutMs(tests), tests };
  const file = join(lab.folder, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  return file;
}

function answerOf({ key, verdict, reason, trace }: CaseResult, { attached, failure }: CaseFiles): Answer {
  const told = reason === null ? null : maskingOf(trace, maskNumber).text(reason).slice(0, MAX_REASON_LENGTH);
  return { key, verdict, reason: told, failure, attachments: attached };
}

type Running = {
  readonly run: Run;
  readonly lab: LabServer;
  readonly playwright: PlaywrightProcess;
  readonly write: (result: CaseResult) => Promise<CaseFiles>;
  /** Resolves when Playwright's tests have begun to ask. */
  readonly begun: Promise<void>;
};

function firstQuestion(): { readonly begun: Promise<void>; readonly arrived: () => void } {
  let arrived: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (arrived = resolve));
  return { begun, arrived: () => arrived() };
}

/** Waits for something, but no longer than a limit. */
async function patient(happens: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([happens, limit]);
  clearTimeout(timer);
}

/** Unbinds first; then Playwright has a moment to write its reports. */
async function interrupt({ run, lab, playwright, write, begun }: Running): Promise<RunSummary> {
  lab.interrupt();
  const stopped = patient(begun, START_LIMIT_MS).then(playwright.stop);
  const summary = await run.finish(true);
  await Promise.all(summary.cases.map(write));
  await stopped;
  await patient(playwright.ended, STOP_LIMIT_MS);
  playwright.kill();
  await playwright.ended;
  return { ...summary, cases: [...summary.cases, ...unfinished(run, summary)] };
}

/** The cases that an interruption kept from finishing: `none`, with nothing seen. */
function unfinished({ planned }: Run, { cases, world, startedUtc }: RunSummary): readonly CaseResult[] {
  const finished = new Set(cases.map(({ key }) => key));
  const header = {
    format: TRACE_FORMAT,
    source: '',
    world,
    epochUtc: startedUtc,
    complete: { start: false, end: false },
    observed: [],
    mirrored: [],
    scripted: [],
    timingToleranceUs: 0,
    endUs: 0,
  };
  return planned
    .filter(({ key }) => !finished.has(key))
    .map((one) => ({
      ...one,
      verdict: 'none',
      reason: 'interrupted before it finished',
      durationMs: 0,
      trace: { header: { ...header, source: one.key }, events: [] },
      judgement: new Map(),
    }));
}

async function troubleIn(
  cases: readonly CaseResult[],
  { planned }: Run,
  folder: string,
  ended: number | null,
): Promise<string | null> {
  const failing = cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').length;
  const trouble = await troubleOf(folder, ended, planned.length, failing);
  return trouble === null ? null : `${trouble} (playwright.log)`;
}

/** What no verdict explains makes the run an error. */
function withTrouble(summary: RunSummary, trouble: string): RunSummary {
  return { ...summary, verdict: 'error', exitCode: 5, notes: [trouble, ...summary.notes] };
}
