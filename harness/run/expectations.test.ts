import { expect, test } from '@playwright/test';
import type { Requirement } from '../core/requirement.ts';
import type { Outcome } from '../core/verdict.ts';
import type { RunSummary } from '../trace/finding.ts';
import { expectationsOf, withExpectations } from './expectations.ts';
import { parseYaml } from './yaml-place.ts';

const IDS = ['SEG-004', 'TXN-005', 'STP-08a'];

function listing(...ids: readonly string[]): ReturnType<typeof expectationsOf> {
  const rows = ids.map((id) => `  - { requirement: ${id}, reason: ticket 7 }\n`).join('');
  return expectationsOf(
    parseYaml('acme.yaml', `implementation: Acme\nknown:${rows === '' ? ' []' : `\n${rows}`}`),
    IDS,
  );
}

const row: Omit<Requirement, 'id'> = {
  roles: ['smsc'],
  level: 'MUST',
  basis: 'claim',
  text: '',
  source: '',
  observableAt: '',
  stimulus: '',
  violatingBehaviour: '',
};

/** A finished run in which these requirements came out so; all count. */
function run(outcomes: Readonly<Record<string, Outcome>>): RunSummary {
  return {
    iut: 'smsc',
    target: null,
    profileName: 'Acme',
    profileDigest: '',
    catalogueDigest: '',
    world: 'live',
    seed: 1,
    verdict: 'fail',
    exitCode: 1,
    interrupted: false,
    startedUtc: '2026-01-02T03:04:05Z',
    durationMs: 0,
    traceDigest: null,
    cases: [],
    requirements: Object.entries(outcomes).map(([id, outcome]) => ({
      requirement: { ...row, id },
      outcome,
      reason: null,
      counted: true,
      namedBy: [],
      exercisedBy: [],
    })),
    notes: [],
  };
}

test('known failures do not count, and say why', () => {
  const judged = withExpectations(run({ 'SEG-004': 'pass', 'TXN-005': 'fail' }), listing('TXN-005'));
  expect([judged.exitCode, judged.verdict]).toEqual([0, 'pass']);
  expect(judged.notes).toEqual(['TXN-005 fails as acme.yaml says: ticket 7']);
  expect(judged.requirements.map(({ counted, outcome }) => [counted, outcome])).toEqual([
    [true, 'pass'],
    [false, 'fail'],
  ]);
});

test('a failure that is not listed still fails the run', () => {
  const judged = withExpectations(run({ 'SEG-004': 'fail', 'TXN-005': 'fail' }), listing('TXN-005'));
  expect([judged.exitCode, judged.verdict]).toEqual([1, 'fail']);
});

test('a listed failure that passes fails the run, too', () => {
  const judged = withExpectations(run({ 'SEG-004': 'pass', 'TXN-005': 'pass' }), listing('TXN-005'));
  expect([judged.exitCode, judged.verdict]).toEqual([1, 'fail']);
  expect(judged.notes).toEqual(['TXN-005 passes, though acme.yaml lists it as failing: take it out there']);
});

test('a listed failure that was not exercised says nothing', () => {
  const judged = withExpectations(run({ 'SEG-004': 'pass', 'TXN-005': 'none' }), listing('TXN-005'));
  expect([judged.exitCode, judged.verdict]).toEqual([0, 'pass']);
});

test('a run that found nothing out is not made a pass', () => {
  const judged = withExpectations(run({ 'SEG-004': 'inconc', 'TXN-005': 'fail' }), listing('TXN-005'));
  expect([judged.exitCode, judged.verdict]).toEqual([2, 'inconc']);
});

test('an id that does not exist or stands twice is told with its place', () => {
  expect(() => listing('SEG-04')).toThrow('acme.yaml:3:20: unknown requirement SEG-04\n  Did you mean SEG-004?');
  expect(() => listing('SEG-004', 'SEG-004')).toThrow('acme.yaml:4:20: SEG-004 is listed already');
});
