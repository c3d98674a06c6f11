import { expect, test } from '@playwright/test';
import { pinned, secondsUntil } from './times.ts';

/** 2026-01-02T03:04:05Z, by `date -u -d`. */
const NOW = 1_767_323_045;

const TIMES: readonly (readonly [time: string, seconds: number | null])[] = [
  ['000000000005000R', 5],
  ['000001020304000R', 86_400 + 2 * 3_600 + 3 * 60 + 4],
  ['010203000000000R', 365 * 86_400 + 2 * 30 * 86_400 + 3 * 86_400],
  ['260102030405000+', 0],
  ['260102030410900+', 5],
  // Half an hour ahead of UTC: there it is later already.
  ['260102033405002+', 0],
  ['260102023405002-', 0],
  ['260102030404000+', -1],
  ['260230000000000+', null],
  ['260102030405049+', null],
  ['26010203040500R', null],
  ['tomorrow', null],
  ['', null],
];
for (const [time, seconds] of TIMES) {
  test(`'${time}' is ${seconds === null ? 'no time' : `${seconds} s from now`}`, () => {
    expect(secondsUntil(time, NOW)).toBe(seconds);
  });
}

test('a relative time is pinned to its moment; any other stays as it is', () => {
  expect(pinned('000000000005000R', NOW)).toBe('260102030410000+');
  expect(pinned('260102033405002+', NOW)).toBe('260102033405002+');
  expect(pinned('', NOW)).toBe('');
});
