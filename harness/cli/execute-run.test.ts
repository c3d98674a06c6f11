import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { caseResult, testSummary } from '../report/test-summary.ts';
import { builtInProfile } from '../run/load-profile.ts';
import type { Run } from '../run/run.ts';
import type { CaseResult, RunSummary } from '../trace/finding.ts';
import { startCaseWriter, type CaseWriter } from './case-writer.ts';
import { executeRun, type Execution } from './execute-run.ts';
import { emptyFolder } from './test-call.ts';

test.describe.configure({ timeout: 120_000 });

let folder = '';
let writer: CaseWriter;
test.beforeAll(() => void (writer = startCaseWriter()));
test.afterAll(() => writer.end());
test.beforeEach(async () => {
  folder = join(await emptyFolder(), 'run');
  mkdirSync(folder);
});
test.afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

function execution(stop: Partial<Execution['stop']> = {}): Execution {
  const never = new Promise<'stop'>(() => undefined);
  const released = { happened: never, signal: new AbortController().signal, release: () => undefined };
  return {
    folder,
    project: 'smsc',
    timers: builtInProfile().timers,
    writer,
    replayOf: (key) => `npx pushproof run ${key}`,
    stop: { ...released, ...stop },
  };
}

/** A run whose cases are already judged. */
function judgedRun(results: readonly CaseResult[], ask: Run['ask'] = askOf(results)): Run {
  const finish = (interrupted: boolean): Promise<RunSummary> =>
    Promise.resolve({ ...testSummary(), cases: results, interrupted, exitCode: interrupted ? 130 : 1 });
  return { planned: results, ask, finish };
}

function askOf(results: readonly CaseResult[]): Run['ask'] {
  return (key) => {
    const result = results.find((one) => one.key === key);
    return result === undefined ? Promise.reject(new Error(`not planned: ${key}`)) : Promise.resolve(result);
  };
}

const passes = caseResult('answers-once', '', 'pass');
const fails = caseResult('answers-twice', 'data_sm', 'fail');
const undecided = caseResult('is-cut-off', '', 'inconc');
const empty: CaseResult = {
  ...caseResult('never-came', '', 'pass'),
  verdict: 'none',
  reason: null,
  judgement: new Map(),
};

type AllureResult = { name: string; status: string; statusDetails: { message?: string } };

test('pass passes, fail fails with the whole story, and neither inconc nor none is taken for a pass', async () => {
  const summary = await executeRun(judgedRun([passes, fails, undecided, empty]), execution());
  expect([summary.exitCode, summary.notes]).toEqual([1, testSummary().notes]);
  const results = readdirSync(join(folder, 'allure-results'))
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, 'allure-results', name), 'utf8')) as AllureResult)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(results.map(({ name, status }) => [name, status])).toEqual([
    ['answers once', 'passed'],
    ['answers twice [data_sm]', 'failed'],
    ['is cut off', 'skipped'],
    ['never came', 'skipped'],
  ]);
  const messages = results.map(({ statusDetails }) => statusDetails.message ?? '');
  expect(messages[1]).toMatch(
    /STP-08d MUST fail \(step 8;[^]*expected {2}one response[^]*submit_sm_resp[^]*replay {4}npx pushproof run/,
  );
  expect(messages[2]).toContain('inconc: STP-08d: 2 responses to 1555*****01');
  expect(messages[3]).toContain('none: no reason given');
});

test('an interrupted run tells what has finished, and that the rest did not', async () => {
  const unfinished = caseResult('never-asked', '', 'pass');
  let stop: (stop: 'stop') => void = () => undefined;
  const happened = new Promise<'stop'>((resolve) => (stop = resolve));
  let asked = 0;
  const ask: Run['ask'] = (key) => {
    if (key === passes.key) return Promise.resolve(passes);
    asked += 1;
    // The first asking starts it; the second is that of its test.
    if (asked === 2) stop('stop');
    return new Promise(() => undefined);
  };
  const run: Run = { ...judgedRun([passes], ask), planned: [passes, unfinished] };
  const summary = await executeRun(run, execution({ happened }));
  expect(summary.cases.map(({ key, verdict, reason }) => [key, verdict, reason])).toEqual([
    [passes.key, 'pass', null],
    [unfinished.key, 'none', 'interrupted before it finished'],
  ]);
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<testsuites');
});

test('a case that our own code cannot run makes the run an error, and is named', async () => {
  const ask: Run['ask'] = (key) =>
    key === passes.key ? Promise.resolve(passes) : Promise.reject(new Error('must hold: x'));
  const run: Run = { ...judgedRun([passes], ask), planned: [passes, fails] };
  const summary = await executeRun(run, execution());
  expect([summary.exitCode, summary.verdict]).toEqual([5, 'error']);
  expect(summary.notes[0]).toBe('suites/smpp-transaction/answers-twice.case.yaml#data_sm: must hold: x');
});

test('a suite without a spec file is an error, not a pass', async () => {
  const lost: CaseResult = {
    ...passes,
    key: 'suites/nowhere/x.case.yaml',
    case: { ...passes.case, id: 'suites/nowhere/x.case.yaml' },
  };
  const summary = await executeRun(judgedRun([passes, lost]), execution());
  expect([summary.exitCode, summary.verdict]).toEqual([5, 'error']);
  expect(summary.notes[0]).toBe('Playwright ran 1 tests of 2 (playwright.log)');
});
