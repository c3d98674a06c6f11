import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { cover, type CoverInput } from './cover.ts';

const whole: CoverInput = {
  requirements: [{ id: 'A-1' }, { id: 'A-2', untested: 'planned' }],
  oracles: [{ path: 'a.oracle.ts', requirement: 'A-1' }],
  cases: [
    { id: 'one.case.yaml', requirements: ['A-1'] },
    { id: 'two.case.yaml', requirements: ['A-1', 'A-2'] },
  ],
  mutants: [{ id: 'smsc/a', violates: ['A-1'] }],
};

test('a requirement has its oracles, cases and mutants, or its reason', () => {
  const { rows, holes, remarks } = cover(whole);
  assert.deepEqual(
    [...rows],
    [
      [
        'A-1',
        {
          tested: true,
          cases: ['one.case.yaml', 'two.case.yaml'],
          oracles: ['a.oracle.ts'],
          mutants: ['smsc/a'],
          reason: null,
        },
      ],
      ['A-2', { tested: false, cases: ['two.case.yaml'], oracles: [], mutants: [], reason: 'planned' }],
    ],
  );
  assert.deepEqual([holes, remarks], [[], []]);
});

test('each kind of hole is found, at its place', () => {
  const holes = (input: Partial<CoverInput>) =>
    cover({ ...whole, ...input }).holes.map(({ place, what }) => `${place} ${what}`);
  assert.deepEqual(holes({ oracles: [] }), ['A-1 has neither an oracle nor a reason']);
  assert.deepEqual(holes({ oracles: [...whole.oracles, { path: 'b.oracle.ts', requirement: 'A-11' }] }), [
    'b.oracle.ts judges A-11, which is not in the catalogue',
  ]);
  assert.deepEqual(holes({ cases: [{ id: 'one.case.yaml', requirements: ['A-1', 'a-1'] }] }), [
    'one.case.yaml names a-1, which is not in the catalogue',
  ]);
  assert.deepEqual(holes({ mutants: [{ id: 'smsc/b', violates: ['B-1'] }] }), [
    'smsc/b violates B-1, which is not in the catalogue',
  ]);
});

test('an oracle without case or mutant, and a reason that is no longer one, are remarked on', () => {
  assert.deepEqual(cover({ ...whole, cases: [], mutants: [] }).remarks, [
    'A-1 has an oracle, but no case names it',
    'A-1 has an oracle, but no mutant to kill',
  ]);
  const stale = [
    { id: 'A-1', untested: 'planned' },
    { id: 'A-2', untested: 'planned' },
  ];
  assert.deepEqual(cover({ ...whole, requirements: stale }).remarks, [
    'A-1 has an oracle, yet its row says untested: planned',
  ]);
  assert.equal(cover({ ...whole, requirements: stale }).rows.get('A-1')?.reason, null);
});

test('cases that name the very same requirements are remarked on', () => {
  const cases = [
    { id: 'one.case.yaml', requirements: ['A-1', 'A-2'] },
    { id: 'two.case.yaml', requirements: ['A-2', 'A-1'] },
    { id: 'three.case.yaml', requirements: ['A-1'] },
  ];
  assert.deepEqual(cover({ ...whole, cases }).remarks, [
    'one.case.yaml and two.case.yaml exercise the same thing: A-1 A-2',
  ]);
});
