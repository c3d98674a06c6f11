import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { toHex } from '../octets.ts';
import { fromSeptets, toSeptets } from './gsm7.ts';

test('each row of the table begins and ends as 23.038 has it', () => {
  const rows: readonly (readonly [text: string, hex: string])[] = [
    ['@å', '000f'],
    ['Δ_É', '10111f'],
    [' /', '202f'],
    ['0?', '303f'],
    ['¡O', '404f'],
    ['P§', '505f'],
    ['¿o', '606f'],
    ['pà', '707f'],
  ];
  for (const [text, hex] of rows) assert.equal(toHex(toSeptets(text)), hex, text);
  expect(rows.length).toBe(8);
});

test('characters of the extension table take two septets', () => {
  expect(toHex(toSeptets('€^{}\\[~]|\f'))).toBe('1b651b141b281b291b2f1b3c1b3d1b3e1b401b0a');
});

test('the worked text of 161 characters is what its segments carry', () => {
  expect(toSeptets(golden.chains.E19.text).length).toBe(161);
});

test('a character that the alphabet lacks is refused', () => {
  expect(() => toSeptets('ł')).toThrow('not in the GSM 7-bit alphabet: ł');
});

test('septets are read as the text that they are; an unknown extension is the basic character, and ESC at the end is itself', () => {
  expect(fromSeptets(Uint8Array.of(0x00, 0x41, 0x1b, 0x65, 0x7f))).toBe('@A€à');
  expect(fromSeptets(toSeptets('{The} tail~ £Δ'))).toBe('{The} tail~ £Δ');
  expect(fromSeptets(Uint8Array.of(0x1b, 0x41, 0x1b))).toBe('A\u001b');
});
