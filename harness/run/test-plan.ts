import { readFileSync, statSync } from 'node:fs';
import type { Case } from '../core/case.ts';
import type { Timers } from '../core/profile.ts';
import { assert } from '../core/assert.ts';

/** Environment variable that holds the plan file's path. */
export const PLAN_VARIABLE = 'PUSHPROOF_RUN';

/** One Playwright test: a case in one variant. */
export type PlannedTest = {
  readonly key: string;
  readonly suite: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly timeoutMs: number;
};

/** What `pushproof run` hands to Playwright's processes. */
export type RunPlan = {
  /** Where the lab listens. */
  readonly socket: string;
  /** The run's folder: results go there. */
  readonly folder: string;
  /** Name of the Playwright project: what is judged. */
  readonly project: string;
  readonly globalTimeoutMs: number;
  readonly tests: readonly PlannedTest[];
};

/** A plan of 100,000 cases has about this size. */
const MAX_PLAN_OCTETS = 64 * 1024 * 1024;

/** The plan of this run, or `null` outside of a run. */
export function readPlan(environment: Readonly<Record<string, string | undefined>>): RunPlan | null {
  const path = environment[PLAN_VARIABLE];
  if (path === undefined) return null;
  assert(statSync(path).size <= MAX_PLAN_OCTETS, `a plan has at most ${MAX_PLAN_OCTETS} octets`);
  return JSON.parse(readFileSync(path, 'utf8')) as RunPlan;
}

/** What of a run's planned case a test needs. */
type Planned = { readonly key: string; readonly case: Case; readonly variant: string };

/** The tests of a run; titles are unique within a suite, as Playwright wants them. */
export function testsOf(planned: readonly Planned[], timers: Timers): readonly PlannedTest[] {
  const titles = planned.map((one) => `${suiteOf(one.case)}: ${titleOf(one)}`);
  return planned.map((one, index) => ({
    key: one.key,
    suite: suiteOf(one.case),
    title:
      titles.indexOf(titles[index] ?? '') === titles.lastIndexOf(titles[index] ?? '')
        ? titleOf(one)
        : `${titleOf(one)} (${one.key})`,
    requirements: one.case.requirements,
    timeoutMs: timeoutMs(one.case, timers),
  }));
}

/** The folder that a case lies in names its suite. */
export function suiteOf(one: Case): string {
  return one.id.split('/').at(-2) ?? '';
}

function titleOf({ case: { title }, variant }: Planned): string {
  return variant === '' ? title : `${title} [${variant}]`;
}

/** Added to every test, for binding, number leases, rate limits and a loaded machine. */
const SLACK_MS = 120_000;

/** Longest delay that Node's timers can keep. */
const MAX_TIMER_MS = 2_147_483_647;

/** Twice what a case may wait by its own steps and the profile's timers: the lab decides long before Playwright does. */
function timeoutMs({ steps }: Case, timers: Timers): number {
  const stated = steps.flatMap((step) => Object.entries(step.arguments));
  const waitsMs = stated.map(([name, value]) => (name.endsWith('Ms') && typeof value === 'number' ? value : 0));
  const pausesMs = stated.map(([name, value]) =>
    name === 'reassemblyTimes' && typeof value === 'number' ? value * timers.reassemblyMs : 0,
  );
  return Math.min(MAX_TIMER_MS, SLACK_MS + 2 * sum([...waitsMs, ...pausesMs, ...Object.values(timers)]));
}

/** The last bound of a run: all its tests one after the other. */
export function globalTimeoutMs(tests: readonly PlannedTest[]): number {
  return Math.min(MAX_TIMER_MS, SLACK_MS + sum(tests.map((test) => test.timeoutMs)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
