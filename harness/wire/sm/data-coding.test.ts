import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { alphabetOf, capacity } from './data-coding.ts';

test('data_coding gives the alphabet of 23.038 and of SMPP', () => {
  const expected = {
    gsm7: [0x00, 0x01, 0x0c, 0x10, 0x13, 0x1c, 0x80, 0xbf, 0xc0, 0xdf, 0xf0, 0xf3],
    '8bit': [0x02, 0x03, 0x04, 0x14, 0x15, 0x17, 0xf4, 0xf5, 0xf6, 0xf7],
    ucs2: [0x08, 0x18, 0x1b, 0xe0, 0xef],
  };
  for (const [alphabet, codings] of Object.entries(expected)) {
    for (const coding of codings) assert.equal(alphabetOf(coding), alphabet, coding.toString(16));
  }
  expect(alphabetOf(0xf5)).toBe('8bit');
});

test('capacity beside each header is that of 23.040, 9.2.3.24.1', () => {
  const rows = [
    [0, 140, 160, 70],
    [5, 135, 154, 67],
    [6, 134, 153, 67],
    [7, 133, 152, 66],
    [10, 130, 148, 65],
    [11, 129, 147, 64],
    [12, 128, 146, 64],
    [13, 127, 145, 63],
  ] as const;
  for (const [header, octets, septets, units] of rows) {
    assert.deepEqual(
      [capacity('8bit', header), capacity('gsm7', header), capacity('ucs2', header)],
      [octets, septets, units],
      `header of ${header}`,
    );
  }
  expect(rows.length).toBe(8);
});
