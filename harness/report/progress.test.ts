import { expect, test } from '@playwright/test';
import { makeProgress, seconds, type ProgressEvent } from './progress.ts';

const oneDone: ProgressEvent = {
  kind: 'case',
  key: 'suites/pap/a.case.yaml',
  verdict: 'pass',
  done: 1,
  total: 4,
  durationMs: 250,
};

function onScreen(isTTY: boolean, events: readonly ProgressEvent[]): string {
  let written = '';
  let nowMs = 0;
  const screen = { isTTY, columns: 120, write: (text: string) => (written += text) };
  const progress = makeProgress(screen, () => (nowMs += 1000));
  events.forEach(progress.take);
  progress.close();
  return written;
}

test('off a terminal each phase and each case is a line', () => {
  const lines = onScreen(false, [{ kind: 'phase', text: 'reading cases' }, oneDone]);
  expect(lines).toBe('pushproof: reading cases\n1/4 pass     0.3s suites/pap/a.case.yaml\n');
});

test('on a terminal one line is written over: done, total, time left, and what is waited for', () => {
  const written = onScreen(true, [
    oneDone,
    { kind: 'waiting', key: 'suites/pap/b.case.yaml', what: '1 message at the handset' },
    { kind: 'waiting', key: 'suites/pap/c.case.yaml#data_sm', what: '1 result' },
    { kind: 'case', key: 'suites/pap/d.case.yaml', verdict: 'pass', done: 2, total: 4, durationMs: 250 },
    { kind: 'waiting', key: 'suites/pap/b.case.yaml', what: null },
    { kind: 'case', key: 'suites/pap/e.case.yaml', verdict: 'pass', done: 3, total: 4, durationMs: 250 },
  ]);
  const states = written.split('\r\u001b[K');
  expect(states[1]).toMatch(/^pushproof: 1\/4, \d\.\ds, about \d+(\.\d)?s left$/);
  expect(states[2]).toMatch(/, waiting \d\.\ds for 1 message at the handset \(b\)$/);
  expect(states[3]).toMatch(/, waiting \d+(\.\d)?s for 1 result \(c#data_sm\)$/);
  expect(states.at(-1)).toBe('');
  expect(written).not.toContain('\n');
});

test('when all cases are judged the line says what is still done', () => {
  const written = onScreen(true, [
    { ...oneDone, done: 4 },
    { kind: 'phase', text: 'writing the reports' },
  ]);
  const states = written.split('\r\u001b[K');
  expect(states[1]).toMatch(/^pushproof: 4 judged, Playwright is writing it down, \d/);
  expect(states[2]).toMatch(/^pushproof: 4 judged, writing the reports, \d/);
});

test('times are read at a glance', () => {
  expect([seconds(250), seconds(9_990), seconds(41_400), seconds(185_000)]).toEqual(['0.3s', '10.0s', '41s', '3m05s']);
});

test('what a case waits for is told before the turn that others wait for, and a wait that goes on is one wait', () => {
  const written = onScreen(true, [
    oneDone,
    { kind: 'waiting', key: 'suites/pap/b.case.yaml', what: 'its numbers', forTurn: true },
    { kind: 'waiting', key: 'suites/pap/c.case.yaml', what: '1 result' },
    { kind: 'waiting', key: 'suites/pap/c.case.yaml', what: null },
    { kind: 'waiting', key: 'suites/pap/c.case.yaml', what: '1 result' },
    { kind: 'case', key: 'suites/pap/d.case.yaml', verdict: 'pass', done: 2, total: 4, durationMs: 250 },
  ]);
  expect(written.split('\r\u001b[K')[2]).toMatch(/, waiting \d+(\.\d)?s for 1 result \(c\)$/);
});
