import { expect, test } from '@playwright/test';
import { makeWorkers } from './workers.ts';

test('ordinary traffic leaves the reserved share free, and waits in its order', () => {
  const workers = makeWorkers({ total: 3, reserved: 1 });
  const begun: number[] = [];
  const enter = (id: number, traffic: 'push' | 'ordinary'): void => workers.enter(id, traffic, () => begun.push(id));
  for (const id of [1, 2, 3, 4]) enter(id, 'ordinary');
  enter(5, 'push');
  enter(6, 'push');
  expect(begun).toEqual([1, 2, 5]);
  workers.leave(1);
  expect(begun).toEqual([1, 2, 5, 6]);
  workers.leave(3);
  workers.leave(5);
  expect(begun).toEqual([1, 2, 5, 6, 4]);
});
