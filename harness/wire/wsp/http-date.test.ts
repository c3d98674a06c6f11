import { expect, test } from '@playwright/test';
import { formatHttpDate, parseHttpDate } from './http-date.ts';

const rows: readonly (readonly [seconds: number, date: string])[] = [
  [0, 'Thu, 01 Jan 1970 00:00:00 GMT'],
  [784_111_777, 'Sun, 06 Nov 1994 08:49:37 GMT'],
  [951_782_399, 'Mon, 28 Feb 2000 23:59:59 GMT'],
  [951_782_400, 'Tue, 29 Feb 2000 00:00:00 GMT'],
  [1_767_323_045, 'Fri, 02 Jan 2026 03:04:05 GMT'],
  [4_107_542_400, 'Mon, 01 Mar 2100 00:00:00 GMT'],
];

for (const [seconds, date] of rows) {
  test(`second ${seconds} is ${date}`, () => {
    expect(formatHttpDate(seconds)).toBe(date);
    expect(parseHttpDate(date)).toBe(seconds);
    expect(new Date(seconds * 1_000).toUTCString()).toBe(date);
  });
}

test('what is no such date is no date', () => {
  const texts = [
    '',
    '2026-01-02T03:04:05Z',
    'Fri, 31 Feb 2026 00:00:00 GMT',
    'Fri, 02 Jan 2026 24:00:00 GMT',
    'Fri, 02 Foo 2026 00:00:00 GMT',
  ];
  expect(texts.map(parseHttpDate)).toEqual([null, null, null, null, null]);
});
