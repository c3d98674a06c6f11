import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { concat, fromHex, toHex } from '../octets.ts';
import {
  concat16Ie,
  concat8Ie,
  concatenation,
  decodeUdh,
  encodeUdh,
  ports,
  portsIe,
  type Concatenation,
} from './udh.ts';

/** Any user data behind the header. */
const data = fromHex('F5 61 62 63 64 65 66 67');

function concatenationOf(header: string): Concatenation | null {
  return concatenation(decodeUdh(concat(fromHex(header), data)));
}

test('ports and concatenation of the golden segments are read as their chain says', () => {
  const [first, second] = golden.chains.E03.segmentUd.map((hex) => decodeUdh(fromHex(hex)));
  assert.ok(first !== undefined && second !== undefined);
  assert.deepEqual([first.sizeOctets, first.problems], [12, []]);
  assert.deepEqual(
    first.ies.map(({ iei, octets, offset }) => [iei, toHex(octets), offset]),
    [
      [0x05, '0b8423f0', 1],
      [0x00, '120201', 7],
    ],
  );
  assert.deepEqual(ports(first), { destination: 2948, source: 9200 });
  assert.deepEqual(concatenation(first), { bits: 8, reference: 0x12, total: 2, index: 1 });
  assert.deepEqual(concatenation(second), { bits: 8, reference: 0x12, total: 2, index: 2 });
  const wide = decodeUdh(fromHex(golden.chains.E04.segmentUd[1] ?? ''));
  assert.equal(wide.sizeOctets, 13);
  expect(concatenation(wide)).toEqual({ bits: 16, reference: 0x1234, total: 2, index: 2 });
});

test('headers are written as in the golden segments', () => {
  const ports16 = portsIe(2948, 9200);
  assert.equal(toHex(encodeUdh([ports16])), '0605040b8423f0');
  assert.equal(toHex(encodeUdh([ports16, concat8Ie(0x12, 2, 1)])), '0b05040b8423f00003120201');
  expect(toHex(encodeUdh([ports16, concat16Ie(0x1234, 2, 1)]))).toBe('0c05040b8423f0080412340201');
});

test('a concatenation IE with index 0, index above total or total 0 is ignored', () => {
  assert.equal(concatenationOf('05 00 03 21 02 00'), null);
  assert.equal(concatenationOf('05 00 03 21 02 03'), null);
  assert.equal(concatenationOf('05 00 03 21 00 01'), null);
  assert.equal(concatenationOf('05 00 03 21 00 00'), null);
  assert.deepEqual(concatenationOf('05 00 03 21 02 02'), { bits: 8, reference: 0x21, total: 2, index: 2 });
  expect(concatenationOf('05 00 03 21 01 01')).toEqual({ bits: 8, reference: 0x21, total: 1, index: 1 });
});

test('a last IE one octet short makes the whole header be ignored', () => {
  const udh = decodeUdh(concat(fromHex('06 00 03 21 02 01'), data));
  assert.deepEqual(udh.problems, [{ field: 'IE', offset: 6, what: 'runs past the header, 1 octets left' }]);
  assert.equal(concatenation(udh), null);
  const overrun = decodeUdh(fromHex('05 00 04 21 02 01 61'));
  assert.equal(overrun.problems.length, 1);
  expect(concatenation(overrun)).toBe(null);
});

test('a UDHL beyond the user data, below 2 or absent makes the whole header be ignored', () => {
  const beyond = decodeUdh(concat(fromHex('8C'), new Uint8Array(139)));
  assert.deepEqual([beyond.sizeOctets, beyond.ies.length, beyond.problems.length], [140, 0, 1]);
  assert.equal(decodeUdh(concat(fromHex('8B 70 89'), new Uint8Array(137))).problems.length, 0);
  for (const header of ['00 61', '01 00 61', '']) assert.equal(decodeUdh(fromHex(header)).problems.length, 1, header);
  expect(decodeUdh(fromHex('02 24 00')).problems).toEqual([]);
});

test('of both concatenation IEs the last one counts, and of two equal ones too', () => {
  const both = concatenationOf('0B 00 03 21 02 01 08 04 12 34 02 01');
  assert.deepEqual(both, { bits: 16, reference: 0x1234, total: 2, index: 1 });
  const reversed = concatenationOf('0B 08 04 12 34 02 01 00 03 21 02 01');
  assert.deepEqual(reversed, { bits: 8, reference: 0x21, total: 2, index: 1 });
  // The last one has index 0 and is ignored, so the one before it stands.
  expect(concatenationOf('0A 00 03 21 02 01 00 03 22 02 00')).toEqual({ bits: 8, reference: 0x21, total: 2, index: 1 });
});

test('an IE of a wrong IEDL is ignored and the others are read', () => {
  const udh = decodeUdh(concat(fromHex('0A 05 03 0B 84 23 00 03 21 02 01'), data));
  assert.equal(ports(udh), null);
  assert.deepEqual(concatenation(udh), { bits: 8, reference: 0x21, total: 2, index: 1 });
  assert.equal(concatenationOf('06 00 04 21 02 01 00'), null);
  expect(concatenationOf('05 08 03 12 02 01')).toBe(null);
});

test('unknown IEs are skipped and ports may be of 8 or 16 bits, the last one counts', () => {
  const udh = decodeUdh(concat(fromHex('10 70 02 FF FF 04 02 F1 F0 05 04 0B 84 23 F0 C0 00'), data));
  assert.deepEqual(udh.problems, []);
  assert.equal(udh.ies.length, 4);
  assert.deepEqual(ports(udh), { destination: 2948, source: 9200 });
  expect(ports(decodeUdh(fromHex('0A 05 04 0B 84 23 F0 04 02 F1 F0')))).toEqual({ destination: 0xf1, source: 0xf0 });
});

test('a golden header cut at any octet shows a problem', () => {
  const header = fromHex('0C 05 04 0B 84 23 F0 08 04 12 34 02 01');
  for (let length = 0; length < header.length; length += 1) {
    assert.equal(decodeUdh(header.subarray(0, length)).problems.length, 1, `cut at ${length}`);
  }
  expect(decodeUdh(header).problems).toEqual([]);
});
