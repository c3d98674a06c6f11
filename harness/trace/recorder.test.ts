import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex } from '../wire/octets.ts';
import { isMessage } from './event.ts';
import { makeRecorder, type Place } from './recorder.ts';
import { viewOf } from './view.ts';

const place: Place = { atUs: 5, party: 'ppg', peer: 'smsc', pco: 'smpp', connection: 'c' };
const ENQUIRE_LINK = fromHex('00000010 00000015 00000000 00000001');
const REST = {
  complete: { start: true, end: true },
  observed: [],
  mirrored: [],
  scripted: [],
  timingToleranceUs: 0,
  endUs: 9,
} as const;

test('events are numbered from 1 without gaps, whatever they are, and a trace does not grow afterwards', () => {
  const recorder = makeRecorder({ source: 'case', world: 'sim', epochUtc: '2026-01-01T00:00:00Z' });
  recorder.opened(place);
  const sent = recorder.message({ ...place, direction: 'out', octets: ENQUIRE_LINK });
  recorder.fault({ ...place, fault: 'drop', affects: sent.seq });
  recorder.shown({ atUs: 7, connection: 'inbox', to: '15550100001', from: '10658000', octets: fromHex('010600') });
  const trace = recorder.trace(REST);
  recorder.closed(place);
  assert.deepEqual(
    recorder.events.map(({ seq, kind }) => `${seq} ${kind}`),
    ['1 opened', '2 message', '3 fault', '4 message', '5 closed'],
  );
  assert.equal(trace.events.length, 4);
  assert.deepEqual(trace.header, {
    format: 2,
    source: 'case',
    world: 'sim',
    epochUtc: '2026-01-01T00:00:00Z',
    ...REST,
  });
  expect(viewOf(trace, 'handset').events.map(({ seq, peer, pco }) => [seq, peer, pco])).toEqual([[4, 'user', 'push']]);
});

test('a message is decoded by its interface, once, and only when asked', () => {
  const recorder = makeRecorder({ source: 'case', world: 'sim', epochUtc: '2026-01-01T00:00:00Z' });
  const octets = ENQUIRE_LINK.slice();
  const lazy = recorder.message({ ...place, direction: 'out', octets });
  octets[7] = 0x06;
  assert.equal(lazy.message.name, 'unbind');
  assert.equal(lazy.message, lazy.message);
  const sm = recorder.message({ ...place, pco: 'sm', direction: 'in', octets: ENQUIRE_LINK });
  assert.equal(sm.message.name, 'enquire_link');
  const text = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
  const http = recorder.message({ ...place, pco: 'pap', direction: 'in', octets: Uint8Array.from(Buffer.from(text)) });
  assert.ok(http.message.kind === 'pap' && http.message.name === 'http' && http.message.pap.http.status === 404);
  const inbox = recorder.shown({ atUs: 7, connection: 'i', to: '1', from: '2', octets: fromHex('01 06 01 83') });
  assert.ok(inbox.message.kind === 'push' && inbox.message.to === '1' && inbox.message.push.tid === 1);
  expect(recorder.events.every(isMessage)).toBe(true);
});
