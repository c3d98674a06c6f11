import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fromHex, toHex } from '../octets.ts';
import { readUintvar, writeUintvar } from './uintvar.ts';
import { readValue, writeInteger, writeText } from './values.ts';

const rows: readonly (readonly [number: number, octets: string])[] = [
  [0, '00'],
  [0x7f, '7f'],
  [0x80, '8100'],
  [0x3fff, 'ff7f'],
  [0x4000, '818000'],
  [0xffff_ffff, '8fffffff7f'],
];

for (const [number, octets] of rows) {
  test(`uintvar ${octets} is ${number}`, () => {
    expect(toHex(writeUintvar(number))).toBe(octets);
    expect(readUintvar(fromHex(octets), 0, octets.length / 2)).toEqual({ value: number, next: octets.length / 2 });
  });
}

test('a uintvar that is too long, too large or cut is told apart', () => {
  expect(readUintvar(fromHex('808080808001'), 0, 6)).toEqual({ problem: 'uintvar of more than 5 octets' });
  expect(readUintvar(fromHex('908080 8000'), 0, 5)).toEqual({ problem: 'uintvar of more than 32 bits' });
  expect(readUintvar(fromHex('8100'), 0, 1)).toEqual({ problem: 'uintvar runs past the end' });
  expect(readUintvar(fromHex('8006'), 0, 2)).toEqual({ value: 6, next: 2 });
});

test('every 32-bit number is read back from its uintvar', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffff_ffff }), (number) => {
      const octets = writeUintvar(number);
      assert.deepEqual(readUintvar(octets, 0, octets.length), { value: number, next: octets.length });
    }),
    { numRuns: 300 },
  );
});

test('integers take the short form below 128, else the fewest octets', () => {
  expect([0, 127, 128, 255, 256, 45_678, 0x01_00_00_00].map((number) => toHex(writeInteger(number)))).toEqual([
    '80',
    'ff',
    '0180',
    '01ff',
    '020100',
    '02b26e',
    '0401000000',
  ]);
});

test('text that begins above 7F is quoted, and control characters become spaces', () => {
  expect(toHex(writeText('\u00e9'))).toBe('7fc3a900');
  expect(toHex(writeText('a\r\nb\0'))).toBe('612020622000');
  expect(readValue(fromHex('7fc3a900'), 0, 4)).toEqual({ value: { kind: 'text', octets: fromHex('c3a9') }, next: 4 });
});
