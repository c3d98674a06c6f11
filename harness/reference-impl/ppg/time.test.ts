import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { secondsAt, utcAt, utcSeconds, utcText } from './time.ts';

test('UTC is read and written as the calendar has it, leap days and century rules included', () => {
  const known: readonly (readonly [string, number])[] = [
    ['1970-01-01T00:00:00Z', 0],
    ['1999-12-31T23:59:59Z', 946_684_799],
    ['2000-02-29T12:00:00Z', 951_825_600],
    ['2026-01-02T03:04:05Z', 1_767_323_045],
    ['2028-02-29T23:59:59Z', 1_835_481_599],
    ['2100-03-01T00:00:00Z', 4_107_542_400],
    ['9999-12-31T23:59:59Z', 253_402_300_799],
  ];
  for (const [text, seconds] of known) {
    assert.equal(utcSeconds(text), seconds);
    assert.equal(utcText(seconds), text);
  }
  expect(utcAt('2026-12-31T23:59:59Z', 1_500_000)).toBe('2027-01-01T00:00:00Z');
  expect(secondsAt('2026-01-02T03:04:05Z', 999_999)).toBe(1_767_323_045);
});

test('a day in every month of four centuries comes back from its number of seconds', () => {
  for (let year = 1970; year < 2370; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const text = `${year}-${String(month).padStart(2, '0')}-28T00:00:00Z`;
      const seconds = utcSeconds(text);
      assert.ok(seconds !== null);
      assert.equal(utcText(seconds), text);
    }
  }
});

test('what is no UTC in 20 characters is no time', () => {
  const not = [
    '',
    '2026-01-02T03:04:05',
    '2026-01-02T03:04:05z',
    '2026-01-02 03:04:05Z',
    '2026-01-02T03:04:05+08:00',
    '2026-01-02T03:04:05.0Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
  ];
  for (const text of not) assert.equal(utcSeconds(text), null, text);
  expect(not).toHaveLength(13);
});
