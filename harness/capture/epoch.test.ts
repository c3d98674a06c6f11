import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { microsecondsSince1970 } from './epoch.ts';

const DAY_MS = 86_400_000;

test('every day from 1970 to 2105 is as far from 1970 as the calendar says', () => {
  for (let ms = 0; ms < Date.UTC(2106, 0, 1); ms += DAY_MS) {
    const utc = `${new Date(ms).toISOString().slice(0, 10)}T23:59:58Z`;
    if (microsecondsSince1970(utc) !== (ms + DAY_MS - 2_000) * 1_000) assert.fail(utc);
  }
  expect(microsecondsSince1970('2026-01-02T03:04:05Z')).toBe(1_767_323_045_000_000);
});

test('fractions count as microseconds; a time that cannot be read, or before 1970, counts as 1970', () => {
  assert.equal(microsecondsSince1970('1970-01-01T00:00:01.25Z'), 1_250_000);
  assert.equal(microsecondsSince1970('2026-01-02T03:04:05.000001Z'), 1_767_323_045_000_001);
  for (const utc of ['', 'yesterday', '2026-01-02 03:04:05', '1969-12-31T23:59:59Z']) {
    assert.equal(microsecondsSince1970(utc), 0, utc);
  }
  expect(microsecondsSince1970('1970-01-01T00:00:00Z')).toBe(0);
});
