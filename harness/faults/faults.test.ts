import { strict as assert } from 'node:assert';
import { test } from '@playwright/test';
import { makeRng } from '../core/rng.ts';
import { fromHex, toHex } from '../wire/octets.ts';
import close from './close.fault.ts';
import corrupt from './corrupt.fault.ts';
import type { Fault, Transit } from './define.ts';
import delay from './delay.fault.ts';
import drop from './drop.fault.ts';
import duplicate from './duplicate.fault.ts';
import reorder from './reorder.fault.ts';
import split from './split.fault.ts';

const sent: Transit = { octets: fromHex('01 02 03 04'), afterUs: 7 };
const all = { close, corrupt, delay, drop, duplicate, reorder, split };

function shape(fault: Fault, options: Readonly<Record<string, number>>): unknown[] {
  return fault
    .apply(sent, options, makeRng(1))
    .map(({ octets, afterUs, restUs, breaks }) => [toHex(octets), afterUs, restUs ?? 0, breaks ?? false]);
}

test('a fault of probability 0 hands on the very transit it was given', () => {
  for (const fault of Object.values(all)) {
    const out = fault.apply(sent, { probability: 0 }, makeRng(1));
    assert.equal(out.length, 1);
    assert.equal(out[0], sent);
  }
});

test('each fault rewrites a transit as its summary says', () => {
  assert.deepEqual(shape(drop, { probability: 1 }), []);
  assert.deepEqual(shape(duplicate, { probability: 1, laterUs: 5 }), [
    ['01020304', 7, 0, false],
    ['01020304', 12, 0, false],
  ]);
  assert.deepEqual(shape(delay, { laterUs: 5 }), [['01020304', 12, 0, false]]);
  assert.deepEqual(shape(close, { share: 0.5 }), [['0102', 7, 0, true]]);
  assert.deepEqual(shape(close, {}), [['01020304', 7, 0, true]]);
});

test('split keeps all octets in order, the first piece shorter than the message', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const [first, second, ...rest] = split.apply(sent, { restUs: 9 }, makeRng(seed));
    assert.ok(first !== undefined && second !== undefined && rest.length === 0);
    assert.ok(first.octets.length >= 1 && first.octets.length <= 3);
    assert.equal(toHex(first.octets) + toHex(second.octets), '01020304');
    assert.deepEqual([first.restUs, second.restUs], [9, undefined]);
  }
});

test('corrupt changes one bit at fromOctet or behind it, and leaves shorter messages alone', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const [out] = corrupt.apply(sent, { probability: 1, fromOctet: 2 }, makeRng(seed));
    assert.ok(out !== undefined);
    const changed = [...out.octets].map((octet, i) => octet ^ (sent.octets[i] ?? 0));
    assert.deepEqual(changed.slice(0, 2), [0, 0]);
    assert.equal(changed.filter((bits) => bits !== 0 && (bits & (bits - 1)) === 0).length, 1);
  }
  assert.equal(corrupt.apply(sent, { probability: 1, fromOctet: 4 }, makeRng(1))[0], sent);
  assert.equal(toHex(sent.octets), '01020304');
});

test('reorder holds each message back by less than withinUs', () => {
  const delays = Array.from(
    { length: 50 },
    (_, seed) => reorder.apply(sent, { withinUs: 10 }, makeRng(seed))[0]?.afterUs ?? 0,
  );
  assert.ok(delays.every((afterUs) => afterUs >= 7 && afterUs < 17));
  assert.ok(new Set(delays).size > 3);
});
