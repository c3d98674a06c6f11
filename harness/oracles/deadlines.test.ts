import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import type { Header } from '../trace/event.ts';
import { TRACE_FORMAT } from '../trace/event.ts';
import { parseLadder } from '../trace/ladder.ts';
import { findingsOf, latestUs, notCome, timedFindings, type Timed } from './deadlines.ts';

const MS = 1_000;

function header(world: Header['world'], toleranceMs: number): Header {
  return {
    format: TRACE_FORMAT,
    source: 'a test',
    world,
    epochUtc: '2026-01-01T00:00:00Z',
    complete: { start: true, end: true },
    observed: [],
    mirrored: [],
    scripted: [],
    timingToleranceUs: toleranceMs * MS,
    endUs: 0,
  };
}

/** Verdicts of occasions of a limit of 1,000 ms. */
function verdicts(world: Header['world'], toleranceMs: number, tookMs: readonly number[]): string {
  const occasions = tookMs.map((ms): Timed => ({ tookUs: ms * MS, limitMs: 1_000, evidence: [], what: 'it' }));
  return timedFindings(occasions, header(world, toleranceMs))
    .map(({ verdict }) => verdict)
    .join(' ');
}

test('in virtual time a limit has no tolerance', () => {
  expect(verdicts('sim', 0, [1_000])).toBe('pass');
  expect(verdicts('sim', 0, [1_001])).toBe('fail');
});

test('on sockets a limit of one second passes up to 1.3 s: a fifth more, and 100 ms', () => {
  expect(verdicts('live', 0, [1_300])).toBe('pass');
  expect(verdicts('live', 0, [1_301])).toBe('inconc');
});

test('what the harness’s own lag explains is undecided, however often it happens', () => {
  expect(verdicts('live', 200, [1_500])).toBe('inconc');
  expect(verdicts('live', 200, [1_500, 1_500, 1_500, 1_500])).toBe('inconc inconc inconc inconc');
});

test('what lag does not explain fails only where most of at least three occasions exceed', () => {
  expect(verdicts('live', 200, [1_501])).toBe('inconc');
  expect(verdicts('live', 200, [1_501, 1_501])).toBe('inconc inconc');
  expect(verdicts('live', 200, [1_501, 900, 1_501])).toBe('fail pass fail');
  expect(verdicts('live', 200, [1_501, 900, 900, 1_501])).toBe('inconc pass pass inconc');
});

test('beyond three times the limit and a second more one occasion fails at once', () => {
  expect(verdicts('live', 0, [4_000])).toBe('inconc');
  expect(verdicts('live', 0, [4_001])).toBe('fail');
  expect(verdicts('live', 200, [4_200])).toBe('inconc');
  expect(verdicts('live', 200, [4_201])).toBe('fail');
});

test('occasions of several pushes are counted together, and what has no time stays as it is', () => {
  const slow: Timed = { tookUs: 1_600 * MS, limitMs: 1_000, evidence: [], what: 'it' };
  const plain = { verdict: 'pass', evidence: [], expected: 'x', actual: 'y' } as const;
  const found = findingsOf([slow, plain, slow, slow], header('live', 0));
  expect(found.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'fail', 'fail']);
});

test('what has not come counts as late once it is, and as undecided before', () => {
  const due = { limitMs: 1_000, evidence: [], what: 'it' };
  const [from] = parseLadder('@0ms ppg > smsc enquire_link sequence_number=1').events;
  assert(from !== undefined);
  const at = (ms: number): readonly string[] => {
    const seen = { party: 'smsc', header: { ...header('live', 0), endUs: ms * MS }, events: [] } as const;
    const missing = notCome(seen, from, due);
    return findingsOf([missing, missing, missing], seen.header).map(({ verdict }) => verdict);
  };
  expect(at(1_300)).toEqual(['inconc', 'inconc', 'inconc']);
  expect(at(1_301)).toEqual(['fail', 'fail', 'fail']);
});

test('the last moment that may pass counts the lag in', () => {
  expect(latestUs(1_000, header('live', 200))).toBe(1_500 * MS);
  expect(latestUs(1_000, header('sim', 200))).toBe(1_000 * MS);
});
