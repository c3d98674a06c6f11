import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { parseLadder, printLadder } from './ladder.ts';
import { distinguishing } from './mask.ts';

const stars = (number: string): string =>
  number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 6)) + number.slice(Math.max(4, number.length - 2));

test('numbers that a mask makes alike stay apart by a count in the stars, at the same length', () => {
  const mask = distinguishing(stars);
  assert.equal(mask('15550100001'), '1555*****01');
  assert.equal(mask('15550200001'), '1555****201');
  assert.equal(mask('15550300001'), '1555****301');
  assert.equal(mask('15550100001'), '1555*****01');
  const many = new Set(Array.from({ length: 2_000 }, (_, at) => mask(`1555${String(at).padStart(5, '0')}77`)));
  assert.equal(many.size, 2_000);
  expect([...many].every((masked) => masked.length === 11)).toBe(true);
});

test('a mask on a mask changes nothing', () => {
  const mask = distinguishing(stars);
  const again = distinguishing(mask);
  for (const number of ['15550100001', '15550200001', '15550300001']) assert.equal(again(number), mask(number));
  expect(() => distinguishing(() => '')('15550100001')).toThrow(/must hold: a mask keeps the length/);
});

test('a number on the radio side is masked in its semi-octets, and stays in its place', () => {
  const { events } = parseLadder('smsc > handset rp-data reference=7 to=15550100001 tpdu=hex 04 00');
  const printed = printLadder(events, { mask: stars });
  expect(printed).toContain('to=1555*****01');
  expect(parseLadder(printed).events.map(({ pco }) => pco)).toEqual(['rp', 'rp']);
});
