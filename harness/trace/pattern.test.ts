import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { latin1, toHex } from '../wire/octets.ts';
import { pattern } from './pattern.ts';

test('no window of eight octets of the filler occurs twice', () => {
  const text = latin1(pattern(65_535));
  const seen = new Set<string>();
  for (let at = 0; at + 8 <= text.length; at += 1) seen.add(text.slice(at, at + 8));
  expect(seen.size).toBe(65_535 - 7);
});

test('the filler never changes, and a shorter one is the beginning of a longer one', () => {
  assert.equal(toHex(pattern(300).subarray(0, 134)), toHex(pattern(134)));
  expect(toHex(pattern(8))).toBe('f1b556e3eae74e9d');
});

test('the filler has every octet value', () => {
  expect(new Set(pattern(4_096)).size).toBe(256);
});
