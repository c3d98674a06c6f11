import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../wire/octets.ts';
import { internetChecksum, MAX_DATAGRAM_OCTETS, udpPacket } from './synthetic-ip.ts';

const HANDSET = { address: [10, 0, 0, 4], port: 9200 } as const;
const USER = { address: [10, 0, 0, 7], port: 2948 } as const;

test('the checksum is the one of RFC 1071, 3, and an odd octet counts as the high one', () => {
  assert.equal(internetChecksum(fromHex('0001 f203 f4f5 f6f7')), 0x220d);
  assert.equal(internetChecksum(fromHex('0001 f203 f4f5 f6')), 0x2304);
  expect(internetChecksum(fromHex('4500 0073 0000 4000 4011 0000 c0a8 0001 c0a8 00c7'))).toBe(0xb861);
});

test('a datagram has lengths, ports and both checksums', () => {
  const ip = '45 00 001f 0000 4000 40 11 26c4 0a000004 0a000007';
  const udp = '23f0 0b84 000b 9653';
  expect(toHex(udpPacket(HANDSET, USER, fromHex('250601')))).toBe(toHex(fromHex(`${ip} ${udp} 250601`)));
});

test('what does not fit into one datagram is cut off', () => {
  assert.equal(udpPacket(HANDSET, USER, new Uint8Array(MAX_DATAGRAM_OCTETS)).length, 65_535);
  const cut = udpPacket(HANDSET, USER, new Uint8Array(MAX_DATAGRAM_OCTETS + 1));
  assert.equal(cut.length, 65_535);
  expect(toHex(cut.subarray(2, 4))).toBe('ffff');
});
