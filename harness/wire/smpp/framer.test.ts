import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { concat, fromHex, toHex } from '../octets.ts';
import type { Frame, Framer } from '../framing.ts';
import { smppFramer } from './framer.ts';

const MAX_OCTETS = 70_000;

const enquireLink = fromHex('00000010 00000015 00000000 00000002');
const bindRefused = fromHex('00000010 80000009 0000000D 00000001');
// submit_sm_resp with message_id "4D2A0003"
const submitted = fromHex('00000019 80000004 00000000 00000011 3444324130303033 00');

function inChunks(framer: Framer, stream: Uint8Array, size: number): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at < stream.length; at += size) frames.push(...framer.push(stream.subarray(at, at + size)));
  return frames;
}

test('PDUs come out whole in chunks of every size', () => {
  const stream = concat(enquireLink, submitted, bindRefused, submitted);
  for (let size = 1; size <= stream.length; size += 1) {
    const framer = smppFramer(MAX_OCTETS);
    assert.deepEqual(
      inChunks(framer, stream, size),
      [enquireLink, submitted, bindRefused, submitted].map((octets) => ({ octets, problem: null })),
      `chunks of ${size}`,
    );
    assert.equal(framer.pendingOctets(), 0);
    assert.deepEqual(framer.end(), []);
  }
  expect(stream.length).toBe(82);
});

test('frames keep their octets when the chunk is written over', () => {
  const chunk = submitted.slice();
  const framer = smppFramer(MAX_OCTETS);
  const frames = [...framer.push(chunk.subarray(0, 20)), ...framer.push(chunk.subarray(20))];
  chunk.fill(0xff);
  expect(frames).toEqual([{ octets: submitted, problem: null }]);
});

test('a command_length below 16 or above the limit loses framing, with the header as evidence', () => {
  for (const length of ['00000000', '00000001', '0000000F', '00011171', '7FFFFFFF', 'FFFFFFFF']) {
    const header = fromHex(`${length} 00000015 00000000 00000001`);
    for (const size of [1, 7, 32]) {
      const framer = smppFramer(MAX_OCTETS);
      const [whole, lost, ...more] = inChunks(framer, concat(submitted, header, enquireLink), size);
      assert.deepEqual(whole, { octets: submitted, problem: null });
      assert.equal(toHex(lost?.octets ?? new Uint8Array()), toHex(header));
      assert.match(lost?.problem ?? '', /^command_length \d+ is not within 16 to 70000$/);
      assert.deepEqual(more, []);
      assert.deepEqual(framer.push(enquireLink), []);
      assert.equal(framer.pendingOctets(), 0);
      assert.deepEqual(framer.end(), []);
    }
  }
  expect(smppFramer(16).push(enquireLink)).toEqual([{ octets: enquireLink, problem: null }]);
});

test('what is incomplete when the connection closes is a frame with a problem', () => {
  const inHeader = smppFramer(MAX_OCTETS);
  inHeader.push(enquireLink.subarray(0, 15));
  assert.equal(inHeader.pendingOctets(), 15);
  assert.deepEqual(inHeader.end(), [
    { octets: enquireLink.slice(0, 15), problem: 'closed after 15 octets of a header of 16' },
  ]);
  const inBody = smppFramer(MAX_OCTETS);
  inBody.push(submitted.subarray(0, 24));
  assert.equal(inBody.pendingOctets(), 24);
  assert.deepEqual(inBody.end(), [{ octets: submitted.slice(0, 24), problem: 'closed after 24 octets of 25' }]);
  expect([inBody.end(), inBody.push(enquireLink), inBody.pendingOctets()]).toEqual([[], [], 0]);
});

test('a PDU of 70,000 octets in single octets never holds more than itself', () => {
  const large = new Uint8Array(MAX_OCTETS);
  large.set(fromHex('00011170 00000103 00000000 00000001'));
  const framer = smppFramer(MAX_OCTETS);
  for (let at = 0; at < large.length - 1; at += 1) {
    assert.equal(framer.push(large.subarray(at, at + 1)).length, 0);
    assert.equal(framer.pendingOctets(), at + 1);
  }
  const frames = framer.push(large.subarray(large.length - 1));
  assert.deepEqual(frames, [{ octets: large, problem: null }]);
  expect(framer.pendingOctets()).toBe(0);
});
