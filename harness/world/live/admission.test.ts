import { expect, test } from '@playwright/test';
import { makeAdmission } from './admission.ts';

const NUMBERS = ['1', '2', '3', '4'];

test('who needs few slots goes past who needs all, who has its turn when the others have left', async () => {
  const admission = makeAdmission(NUMBERS, () => 2);
  const entered: string[] = [];
  const enter = async (name: string, group: string, slots: number) => {
    const stay = await admission.enter(group, 1, slots);
    entered.push(name);
    return stay;
  };
  const first = await enter('first', 'shared', 1);
  const all = enter('all', 'shared', Number.POSITIVE_INFINITY);
  const beside = await enter('beside', 'shared', 1);
  const alone = enter('alone', 'own', 1);
  expect(entered).toEqual(['first', 'beside']);
  for (const stay of [first, beside]) stay.leave(0);
  (await all).leave(0);
  (await alone).leave(0);
  expect(entered).toEqual(['first', 'beside', 'all', 'alone']);
});
