import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { concat, equal, fromHex, fromLatin1, toHex } from '../wire/octets.ts';
import { makeConversation, type Conversation } from './synthetic-tcp.ts';

/** IP: version, TOS, length, id, DF, TTL, TCP, checksum, addresses. TCP: ports, seq, ack, offset, flags, window, checksum, urgent. */
const SYN = `45 00 0030 0000 4000 40 06 26c4 0a000002 0a000003
  c000 0ad7 00000007 00000000 70 02 ffff a56a 0000  02 04 0578  01  03 03 0e`;
const SYN_ACK = `45 00 0030 0000 4000 40 06 26c4 0a000003 0a000002
  0ad7 c000 00000007 00000008 70 12 ffff a552 0000  02 04 0578  01  03 03 0e`;
const ACK = `45 00 0028 0000 4000 40 06 26cc 0a000002 0a000003
  c000 0ad7 00000008 00000008 50 10 ffff d0e8 0000`;
const ABC = `45 00 002b 0000 4000 40 06 26c9 0a000002 0a000003
  c000 0ad7 00000008 00000008 50 18 ffff 0c7b 0000  616263`;
const FIN = `45 00 0028 0000 4000 40 06 26cc 0a000003 0a000002
  0ad7 c000 00000008 0000000b 50 11 ffff d0e4 0000`;

const HEADERS_OCTETS = 40;

test('a conversation is handshake, message and FIN, octet by octet', () => {
  const tcp = conversation(7);
  const packets = [...tcp.open(), ...tcp.say('client', fromLatin1('abc')), ...tcp.close('server')];
  expect(packets.map(toHex)).toEqual([SYN, SYN_ACK, ACK, ABC, FIN].map((hex) => toHex(fromHex(hex))));
});

test('a message longer than a segment travels in several, in order and whole, pushed at its end', () => {
  const octets = Uint8Array.from({ length: 2_801 }, (_, at) => at % 251);
  const tcp = conversation(0);
  tcp.open();
  const packets = tcp.say('server', octets);
  assert.deepEqual(
    packets.map(({ length }) => length - HEADERS_OCTETS),
    [1_400, 1_400, 1],
  );
  assert.deepEqual(packets.map(sequenceOf), [1, 1_401, 2_801]);
  assert.deepEqual(packets.map(flagsOf), [0x10, 0x10, 0x18]);
  assert.ok(equal(concat(...packets.map((packet) => packet.subarray(HEADERS_OCTETS))), octets));
  assert.equal(tcp.say('server', new Uint8Array(1_400)).length, 1);
  expect(tcp.say('client', new Uint8Array()).map(flagsOf)).toEqual([0x18]);
});

test('a message on a connection that nobody opened brings the handshake, which happens once', () => {
  const tcp = conversation(0);
  assert.deepEqual(tcp.say('client', fromHex('00')).map(flagsOf), [0x02, 0x12, 0x10, 0x18]);
  assert.deepEqual(tcp.open(), []);
  expect(tcp.say('client', fromHex('00')).map(flagsOf)).toEqual([0x18]);
});

test('each end closes once and the second FIN is acknowledged; what was never open was refused', () => {
  const tcp = conversation(0);
  tcp.open();
  assert.deepEqual(tcp.close('client').map(flagsOf), [0x11]);
  assert.deepEqual(tcp.close('client'), []);
  assert.deepEqual(tcp.close('server').map(flagsOf), [0x11, 0x10]);
  const refused = conversation(0);
  assert.deepEqual(refused.close('client').map(flagsOf), [0x02, 0x14]);
  expect(refused.close('server')).toEqual([]);
});

test('sequence numbers go round after 2^32', () => {
  const tcp = conversation(0xffffffff);
  const [, , ack] = tcp.open();
  expect(ack === undefined ? null : sequenceOf(ack)).toBe(0);
});

function conversation(initial: number): Conversation {
  return makeConversation({ address: [10, 0, 0, 2], port: 49_152 }, { address: [10, 0, 0, 3], port: 2_775 }, initial);
}

function sequenceOf(packet: Uint8Array): number {
  return Number.parseInt(toHex(packet.subarray(24, 28)), 16);
}

function flagsOf(packet: Uint8Array): number | undefined {
  return packet[33];
}
