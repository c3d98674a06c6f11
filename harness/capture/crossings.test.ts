import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { makeRecorder, type Place, type Recorder } from '../trace/recorder.ts';
import type { Header } from '../trace/event.ts';
import { fromHex } from '../wire/octets.ts';
import { crossingsOf } from './crossings.ts';

const ENQUIRE = fromHex('00000010 00000015 00000000 00000001');
const ANSWER = fromHex('00000010 80000015 00000000 00000001');

const ppg: Omit<Place, 'atUs'> = { party: 'ppg', peer: 'smsc', pco: 'smpp', connection: 'smpp-1' };
const smsc: Omit<Place, 'atUs'> = { party: 'smsc', peer: 'ppg', pco: 'smpp', connection: 'smpp-1' };

test('what both ends noted is one crossing: the opening, each message; each end closes for itself', () => {
  const seen = crossings((recorder) => {
    recorder.opened({ ...ppg, atUs: 1 });
    recorder.opened({ ...smsc, atUs: 2 });
    recorder.message({ ...ppg, atUs: 3, direction: 'out', octets: ENQUIRE });
    recorder.message({ ...smsc, atUs: 4, direction: 'in', octets: ENQUIRE });
    recorder.message({ ...smsc, atUs: 4, direction: 'out', octets: ANSWER });
    recorder.message({ ...ppg, atUs: 5, direction: 'in', octets: ANSWER });
    recorder.closed({ ...ppg, atUs: 6 });
    recorder.closed({ ...smsc, atUs: 7 });
  });
  expect(seen).toEqual(['sent 1 2', 'sent 3 4', 'sent 5 6', 'sent 7', 'sent 8']);
});

test('equal messages pair in order; one that arrives once more stands on its own', () => {
  const seen = crossings((recorder) => {
    recorder.message({ ...ppg, atUs: 1, direction: 'out', octets: ENQUIRE });
    recorder.message({ ...ppg, atUs: 2, direction: 'out', octets: ENQUIRE });
    for (const atUs of [3, 4, 5]) recorder.message({ ...smsc, atUs, direction: 'in', octets: ENQUIRE });
  });
  expect(seen).toEqual(['sent 1 3', 'sent 2 4', 'arrived 5']);
});

test('a message that arrives changed is sent once and arrives once; the fault belongs to what was sent', () => {
  const seen = crossings((recorder) => {
    recorder.message({ ...ppg, atUs: 1, direction: 'out', octets: ENQUIRE });
    recorder.fault({ ...ppg, atUs: 1, fault: 'corrupt', affects: 1 });
    recorder.message({ ...smsc, atUs: 2, direction: 'in', octets: ANSWER });
  });
  expect(seen).toEqual(['sent 1 2 corrupt', 'arrived 3']);
});

test('of a sender that nobody observed, what arrives is what was sent', () => {
  const observed = [{ pco: 'smpp', parties: ['smsc'] }] as const;
  const record = (recorder: Recorder): void => {
    recorder.message({ ...smsc, atUs: 1, direction: 'in', octets: ENQUIRE });
  };
  assert.deepEqual(crossings(record), ['arrived 1']);
  expect(crossings(record, observed)).toEqual(['sent 1']);
});

const BOTH: Header['observed'] = [{ pco: 'smpp', parties: ['ppg', 'smsc'] }];

function crossings(record: (recorder: Recorder) => void, observed: Header['observed'] = BOTH): readonly string[] {
  const recorder = makeRecorder({ source: 'test', world: 'sim', epochUtc: '2026-01-02T03:04:05Z' });
  record(recorder);
  const complete = { start: true, end: true };
  const trace = recorder.trace({ complete, observed, mirrored: [], scripted: [], timingToleranceUs: 0, endUs: 10 });
  return crossingsOf(trace).map(({ way, seqs, faults }) => [way, ...seqs, ...faults].join(' '));
}
