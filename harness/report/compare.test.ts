import { expect, test } from '@playwright/test';
import { changesBetween, changesText } from './compare.ts';
import { runJson, type RunJson } from './json.ts';
import { maskingOfRun } from './masking.ts';
import { testMask, testSummary } from './test-summary.ts';

const summary = testSummary();
const failed = runJson('run', summary, {
  masking: maskingOfRun(summary, testMask),
  traceFile: (key) => key,
  origin: () => null,
});
const passed: RunJson = { ...failed, seed: 8, requirements: { 'STP-08d': 'pass', 'SEG-004': 'pass' }, findings: [] };

test('a verdict that got worse is told with what was found and where', () => {
  expect(changesText(changesBetween(passed, failed))).toBe(
    'STP-08d  pass -> fail  2 responses to 1555*****01 (suites/smpp-transaction/answers-twice.case.yaml#data_sm)\n',
  );
});

test('a verdict that got better is told with what is no longer found', () => {
  const [change] = changesBetween(failed, passed);
  expect(change).toMatchObject({ before: 'fail', after: 'pass' });
  expect(change?.why).toMatch(/^no longer: 2 responses to 1555\*{5}01 /);
});

test('where no finding tells, the difference between the runs does', () => {
  const without: RunJson = { ...passed, requirements: { 'SEG-004': 'none' } };
  const changes = changesBetween(passed, { ...without, commit: 'other' });
  expect(changes).toEqual([
    { requirement: 'SEG-004', before: 'pass', after: 'none', why: 'the runs differ in commit' },
    { requirement: 'STP-08d', before: 'pass', after: null, why: 'the runs differ in commit' },
  ]);
});

test('equal verdicts are no change', () => {
  expect(changesText(changesBetween(failed, failed))).toBe('no verdict differs\n');
});
