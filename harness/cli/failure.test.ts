import { expect, test } from '@playwright/test';
import { NothingSelected } from '../core/nothing-selected.ts';
import { UsageError } from '../core/usage-error.ts';
import { failureOf } from './failure.ts';

test('a user’s mistake is told with place and remedy, exit 3', () => {
  expect(failureOf(new UsageError('a.yaml:3:1', 'no such verb', 'Did you mean push?'), false)).toEqual({
    text: 'pushproof: a.yaml:3:1: no such verb\n  Did you mean push?\n',
    exitCode: 3,
  });
});

test('nothing selected is exit 4', () => {
  expect(failureOf(new NothingSelected('no case matches'), false)).toEqual({
    text: 'pushproof: no case matches\n',
    exitCode: 4,
  });
});

test('a defect of ours is exit 5, says so, and shows its stack only when asked', () => {
  const error = new Error('must hold: x');
  const { text, exitCode } = failureOf(error, false);
  expect(exitCode).toBe(5);
  expect(text).toMatch(/^pushproof: internal error: must hold: x\n {2}This is a defect of pushproof/);
  expect(text).not.toContain(' at ');
  expect(failureOf(error, true).text).toContain('failure.test.ts');
});
