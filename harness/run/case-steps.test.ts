import { expect, test } from '@playwright/test';
import type { Step } from '../core/case.ts';
import { slotsOf } from './case-steps.ts';

const step = (actor: Step['actor'], verb: string, args: Step['arguments']): Step => ({ actor, verb, arguments: args });

test('a case needs a slot for each push, and all of them where it fills the window or holds all responses back', () => {
  const two = [step('pi', 'push', { to: ['A', 'B'] })];
  expect(slotsOf(two, two)).toBe(2);
  const filling = [step('pi', 'push', { pushes: 'window' })];
  expect(slotsOf(filling, two)).toBe(Number.POSITIVE_INFINITY);
  const holding = [step('smsc', 'hold', {}), ...two];
  expect(slotsOf(holding, holding)).toBe(Number.POSITIVE_INFINITY);
});
