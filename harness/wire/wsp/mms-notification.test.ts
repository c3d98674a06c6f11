import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fromHex } from '../octets.ts';
import { decodeMmsNotification } from './mms-notification.ts';

const golden = JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as {
  readonly mmsBody: { readonly hex: string };
};
const FIRST = '8C 82 98 31 00 8D 90';
const CLASS = '8A 80';
const SIZE = '8E 02 B2 6E';
const EXPIRY = '88 05 81 03 03 F4 80';
const LOCATION = '83 68 3A 2F 2F 61 00';

function problemsOf(...fields: readonly string[]): readonly string[] {
  return decodeMmsNotification(fromHex(fields.join(' '))).problems.map(({ field, what }) => `${field}: ${what}`);
}

test('the worked notification is read', () => {
  const read = decodeMmsNotification(fromHex(golden.mmsBody.hex));
  expect(read.problems).toEqual([]);
  expect(read.transactionId).toBe('T20260102030405-0001');
  expect(read.contentLocation).toBe('http://mmsc.example.com/mm/20260102030405-0001?id=8613912345678');
});

test('after the first three fields any order will do, and unknown fields are skipped', () => {
  expect(problemsOf(FIRST, LOCATION, EXPIRY, SIZE, CLASS)).toEqual([]);
  expect(problemsOf(FIRST, 'FE 81', '58 2D 41 00 62 00', 'FD 02 01 02', CLASS, SIZE, EXPIRY, LOCATION)).toEqual([]);
  expect(problemsOf(FIRST, CLASS, '8E 03 00 B2 6E', EXPIRY, LOCATION)).toEqual([]);
});

test('what is missing, cut off or in the wrong place is a problem', () => {
  expect(problemsOf(FIRST, CLASS, SIZE, EXPIRY)).toEqual(['83: X-Mms-Content-Location is missing']);
  expect(problemsOf('98 31 00 8C 82 8D 90', CLASS, SIZE, EXPIRY, LOCATION)[0]).toBe('98: stands in place of 8c');
  expect(problemsOf('8C 80 98 31 00 8D 90', CLASS, SIZE, EXPIRY, LOCATION)).toEqual(['8c: is no m-notification-ind']);
  expect(problemsOf(FIRST, CLASS, SIZE, EXPIRY, '83 68 3A')[0]).toBe('83: text without terminator');
});
