import { strict as assert } from 'node:assert';
import { test } from '@playwright/test';
import { makeLeases } from './leases.ts';

const pool = ['15550100001', '15550100002', '15550100003'];

test('two leases never share a number, and a third waits', () => {
  const leases = makeLeases(pool);
  assert.deepEqual(leases.take(2, 0), ['15550100001', '15550100002']);
  assert.equal(leases.take(2, 0), null);
  assert.deepEqual(leases.take(1, 0), ['15550100003']);
  assert.equal(leases.take(1, 0), null);
});

test('a released number is quiet for a while before the next case has it', () => {
  const leases = makeLeases(pool);
  const taken = leases.take(3, 0);
  assert.ok(taken !== null);
  leases.release(taken.slice(0, 1), 1_500);
  assert.equal(leases.take(1, 1_499), null);
  assert.equal(leases.nextFreeUs(1_499), 1_500);
  assert.deepEqual(leases.take(1, 1_500), ['15550100001']);
  assert.equal(leases.nextFreeUs(1_500), null);
});

test('numbers that were free the longest go first, and releasing twice frees once', () => {
  const leases = makeLeases(pool);
  leases.release(leases.take(1, 0) ?? [], 10);
  leases.release(['15550100001'], 500);
  assert.deepEqual(leases.take(3, 100), ['15550100002', '15550100003', '15550100001']);
  leases.release(['15550100001', 'not ours'], 200);
  assert.equal(leases.take(2, 300), null);
});

test('a number that a profile lists twice is one number', () => {
  assert.equal(makeLeases(['1', '1', '2']).size, 2);
});
