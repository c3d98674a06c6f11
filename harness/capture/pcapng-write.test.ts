import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../wire/octets.ts';
import { LINKTYPE_RAW, MAX_COMMENT_OCTETS, writePcapng } from './pcapng-write.ts';

/** Type, total length, byte-order magic, version 1.0, length unknown; opt_comment 'hi', opt_endofopt; total length. */
const SECTION = `0a0d0d0a 28000000 4d3c2b1a 0100 0000 ffffffffffffffff
  0100 0200 6869 0000  0000 0000  28000000`;

/** Type, total length, LINKTYPE_RAW, reserved, no snap length; if_tsresol 6, opt_endofopt; total length. */
const INTERFACE = `01000000 20000000 6500 0000 00000000
  0900 0100 06 000000  0000 0000  20000000`;

/** Type, total length, interface, time high and low, captured, original; packet and padding; options; total length. */
const PACKET = `06000000 34000000 00000000 5e470600 34f54cf6 05000000 05000000
  0102030405 000000
  0100 0100 78 000000  0000 0000  34000000`;

test('a file is a section, its interface and its packets, each padded to 32 bits and closed by its length', () => {
  const packets = [{ atUs: 1_767_323_045_000_500, octets: fromHex('0102030405'), comments: ['x'] }];
  const file = writePcapng({ comment: 'hi', linkType: LINKTYPE_RAW, packets });
  expect(toHex(file)).toBe(toHex(fromHex(SECTION + INTERFACE + PACKET)));
});

test('a packet without comments has no options, one with two has both', () => {
  const bare = writePcapng({ comment: '', linkType: LINKTYPE_RAW, packets: [packet([])] });
  assert.equal(
    toHex(bare.subarray(-40)),
    toHex(
      fromHex(`20000000
    06000000 24000000 00000000 00000000 00000000 04000000 04000000 aabbccdd 24000000`),
    ),
  );
  const twice = writePcapng({ comment: '', linkType: LINKTYPE_RAW, packets: [packet(['a', 'bcde'])] });
  expect(toHex(twice.subarray(-28))).toBe(
    toHex(fromHex('aabbccdd 0100 0100 61 000000 0100 0400 62636465 0000 0000 38000000')),
  );
});

test('a comment longer than an option is cut before the character that does not fit', () => {
  const file = writePcapng({ comment: `${'a'.repeat(MAX_COMMENT_OCTETS - 1)}é`, linkType: LINKTYPE_RAW, packets: [] });
  // Section header of 24 octets; then opt_comment of 65,534 octets, the last of them followed by two of padding.
  assert.equal(toHex(file.subarray(24, 29)), '0100feff61');
  expect(toHex(file.subarray(28 + 65_533, 28 + 65_540))).toBe('61000000000000');
});

function packet(comments: readonly string[]): { atUs: number; octets: Uint8Array; comments: readonly string[] } {
  return { atUs: 0, octets: fromHex('aabbccdd'), comments };
}
