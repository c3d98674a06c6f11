import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import canary from '../../fuzz/canary.fuzz.ts';
import type { Fuzzer } from '../../fuzz/define.ts';
import { caseOf, loadKnown } from '../load-case.ts';
import { builtInProfile } from '../load-profile.ts';
import { loadFakes, makeFake } from '../mutants.ts';
import { parseYaml } from '../yaml-place.ts';
import { campaign, ROUND_RUNS, type CampaignOptions, type Subject, type Tried } from './campaign.ts';
import { counterexampleYaml, foundBy } from './counterexample-file.ts';
import { loadFuzzers } from './load-fuzzers.ts';
import { openStage } from './stage.ts';
import { subjectOfCases, subjectOfLaw } from './subjects.ts';

const options: CampaignOptions = {
  runs: 200,
  forMs: null,
  seed: 1,
  path: null,
  roundsDone: 0,
  maxFindings: 1,
  nowMs: () => 0,
  stopped: () => false,
  progress: () => undefined,
};

function held(input: number): Tried {
  return { classes: [input % 2 === 0 ? 'even' : 'odd'], exercised: ['SEC-001'], breach: null };
}

test('the canary is found, made as small as it gets, and found again by seed and path', async () => {
  assert.ok(canary.kind === 'law');
  const { counterexamples } = await campaign(subjectOfLaw(canary), options);
  const [found] = counterexamples;
  assert.ok(found !== undefined);
  expect([found.input, found.breach.actual]).toEqual([100, '100 has three digits or more']);
  const again = await campaign(subjectOfLaw(canary), { ...options, seed: found.seed, path: found.path });
  expect(again.counterexamples).toEqual([found]);
  expect(again.runs).toBe(1);
});

test('a campaign tries as many inputs as it says, and tells which classes it reached', async () => {
  let tried = 0;
  const subject: Subject<number> = {
    inputs: fc.nat(),
    attempt: (input) => {
      tried += 1;
      return held(input);
    },
  };
  const done = await campaign(subject, { ...options, runs: ROUND_RUNS + 3 });
  expect([tried, done.runs, done.rounds]).toEqual([53, 53, 2]);
  expect([...done.reached].sort()).toEqual(['even', 'odd']);
  expect([...done.exercised]).toEqual(['SEC-001']);
});

test('a campaign that is resumed goes on with the inputs that come next', async () => {
  const inputsOf = async (given: Partial<CampaignOptions>): Promise<readonly number[]> => {
    const inputs: number[] = [];
    const attempt = (input: number): Tried => {
      inputs.push(input);
      return held(input);
    };
    await campaign({ inputs: fc.nat(), attempt }, { ...options, ...given });
    return inputs;
  };
  const whole = await inputsOf({ runs: 2 * ROUND_RUNS });
  const rest = await inputsOf({ runs: ROUND_RUNS, roundsDone: 1 });
  expect(rest).toEqual(whole.slice(ROUND_RUNS));
});

test('a campaign ends when its time is over, and when it is asked to stop', async () => {
  let nowMs = 0;
  const slow: Subject<number> = {
    inputs: fc.nat(),
    attempt: (input) => {
      nowMs += 1;
      return held(input);
    },
  };
  const timed = await campaign(slow, { ...options, runs: null, forMs: 120, nowMs: () => nowMs });
  expect(timed.runs).toBe(3 * ROUND_RUNS);
  let tried = 0;
  const attempt = (input: number): Tried => {
    tried += 1;
    return held(input);
  };
  const stopped = await campaign({ inputs: fc.nat(), attempt }, { ...options, stopped: () => tried === 7 });
  expect([tried, stopped.runs]).toEqual([7, 7]);
});

/** So many inputs of each fuzzer; campaigns of their own try more. */
const SAMPLES = 20;

test('what fuzzers make of chance are cases that a file can hold', async () => {
  const known = await loadKnown();
  const breach = { requirement: 'CLM-1', verdict: 'fail', expected: 'one', actual: 'another\nand more' } as const;
  let checked = 0;
  for (const [name, fuzzer] of await loadFuzzers()) {
    if (fuzzer.kind !== 'cases') continue;
    for (const input of fc.sample(fuzzer.cases, { numRuns: SAMPLES, seed: 1 })) {
      const text = counterexampleYaml(name, fuzzer, { seed: 7, path: '3:0', input, breach });
      const read = caseOf(parseYaml(`${name}.case.yaml`, text), known);
      expect(read.steps.map(({ actor, verb }) => `${actor}.${verb}`)).toEqual(
        input.steps.map(({ actor, verb }) => `${actor}.${verb}`),
      );
      for (const [at, { arguments: given }] of input.steps.entries()) {
        expect(read.steps[at]?.arguments).toMatchObject(given);
      }
      expect(foundBy(text)).toEqual({ fuzzer: name, seed: 7, path: '3:0' });
      for (const one of input.classes) assert.ok(fuzzer.classes.includes(one), `${name}: ${one}`);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThanOrEqual(3 * SAMPLES);
});

const prey: readonly (readonly [fuzzer: string, fake: string, requirement: RegExp])[] = [
  ['refusals-in-any-pattern', 'smsc/second-response', /^STP-08d$/],
  ['segments-in-any-order', 'handset/concatenates-as-they-come', /^RSM-/],
];

for (const [name, fake, requirement] of prey) {
  test(`${name} finds ${fake}, and nothing in the reference`, async () => {
    const fuzzer: Fuzzer | undefined = (await loadFuzzers()).get(name);
    const faulty = (await loadFakes()).get(fake);
    assert.ok(fuzzer?.kind === 'cases' && faulty !== undefined);
    const { world, settings } = await openStage(builtInProfile(), { world: 'sim', seed: 1, tls: {} });
    const parties = { ...settings.parties, [faulty.role]: makeFake(faulty) };
    const found = await campaign(subjectOfCases(name, fuzzer, world, { ...settings, parties }), options);
    expect(found.counterexamples[0]?.breach.requirement).toMatch(requirement);
    const clean = await campaign(subjectOfCases(name, fuzzer, world, settings), { ...options, runs: SAMPLES });
    expect([clean.runs, clean.counterexamples]).toEqual([SAMPLES, []]);
  });
}
