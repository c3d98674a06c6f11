import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { Stage, type TestResult } from 'allure-js-commons';
import type { Verdict } from '../core/verdict.ts';
import { tellResult } from './allure-result.ts';
import { maskingOf } from './masking.ts';
import { caseResult, testMask, testRequirements } from './test-summary.ts';

const catalogue = new Map(testRequirements.map((row) => [row.id, row]));
const context = { catalogue, mask: testMask, replay: 'npx pushproof run x --seed 7', octets: true };

/** As allure-playwright writes it. */
const written: TestResult = {
  ...{ uuid: 'u', name: 'answers twice', fullName: 'harness/run/suite.ts › answers twice', historyId: 'h' },
  ...{ statusDetails: { message: 'Error: STP-08d' }, links: [], attachments: [], start: 1_000, stop: 1_001 },
  stage: Stage.FINISHED,
  steps: [],
  parameters: [{ name: 'Project', value: 'smsc' }],
  labels: [
    { name: 'package', value: 'harness.run.suite.ts' },
    { name: 'tag', value: 'STP-08d' },
    { name: 'case', value: 'x' },
  ],
};

function told(verdict: Exclude<Verdict, 'none'>): TestResult {
  const one = caseResult('answers-twice', 'data_sm', verdict);
  return tellResult(written, one, { iut: 'smsc', masking: maskingOf(one.trace, testMask), context });
}

test('a breach is failed, an error of the harness broken, what could not be decided skipped', () => {
  expect((['pass', 'fail', 'error', 'inconc'] as const).map((verdict) => told(verdict).status)).toEqual([
    'passed',
    'failed',
    'broken',
    'skipped',
  ]);
  expect(told('inconc').statusDetails).toEqual({ message: 'inconc: STP-08d: 2 responses to 1555*****01' });
});

test('a failed case says first which rule, keeps the octets for unfolding, and how to run it again', () => {
  const { message = '', trace = '' } = told('fail').statusDetails;
  assert.match(message, /^STP-08d MUST fail \(claim 8\)\nrule /);
  assert.match(message, /\nreplay {4}npx pushproof run x --seed 7\n$/);
  assert.doesNotMatch(message, /^0000 {2}00/m);
  expect(trace).toMatch(/^0000 {2}00/m);
});

test('a result is found by its case and its requirements, not by where our code lies', () => {
  const { fullName, labels, parameters, historyId } = told('pass');
  assert.equal(fullName, 'suites/smpp-transaction/answers-twice.case.yaml#data_sm');
  assert.notEqual(historyId, 'h');
  assert.deepEqual(parameters, [
    { name: 'judged', value: 'smsc' },
    { name: 'variant', value: 'data_sm' },
  ]);
  expect(labels.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'parentSuite=smsc',
    'suite=smpp-transaction',
    'package=suites.smpp-transaction.answers-twice',
    'feature=STP-08d MUST: What STP-08d says & means',
    'story=answers twice',
    'severity=critical',
    'tag=STP-08d',
  ]);
});

test('steps say what was done and what was judged, with reasons and places, and no number in full', () => {
  const [done, judged] = told('fail').steps;
  expect(done?.steps.map(({ name }) => name)).toEqual(['pi.push to: +1555*****01, body: 0106']);
  expect([judged?.name, judged?.status]).toEqual(['What was judged: fail', 'failed']);
  expect(judged?.steps.map(({ name, steps }) => [name, steps.map((one) => one.name)])).toEqual([
    ['STP-08d MUST fail', ['expected one response; actual 2 responses to 1555*****01 (#1 #5)']],
  ]);
});
