import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { latin1 } from '../../wire/octets.ts';
import type { Aftermath, Answer, CrashOptions } from './crash-stage.ts';
import { liveThroughCrash } from './crash-stage.ts';
import { http, P1_CONTROL, submission } from './stage.ts';

const CONTROL = P1_CONTROL.replace(/deliver-before-timestamp="[^"]*" /, '');

/** A push whose content says its id; `attributes` besides. */
function push(pushId: string, attributes = ''): readonly [string, Uint8Array] {
  const control = CONTROL.replace('push-id="1@pi.example"', `push-id="${pushId}" ${attributes}`);
  return [pushId, submission(control, `Content-Type: text/plain\r\n\r\npush-id: ${pushId};`)];
}

/** A cancellation, which is none of the pushes. */
function cancel(pushId: string): readonly [string, Uint8Array] {
  const control = `<?xml version="1.0"?><pap><cancel-message push-id="${pushId}"/></pap>`;
  return [`cancel ${pushId}`, http('POST', '/pap', 'application/xml', control)];
}

/** Between two pushes that end as usual: a failure, a busy SMSC, silence, one that is held back and cancelled, a replacement. */
const REQUESTS = [
  push('first'),
  push('failed'),
  push('busy'),
  push('silent'),
  push('held', 'deliver-after-timestamp="2026-01-02T04:00:00Z"'),
  cancel('held'),
  push('replaced', 'deliver-after-timestamp="2026-01-02T04:00:00Z"'),
  push('replacing', 'replace-push-id="replaced" replace-method="all"'),
  push('last'),
];
const PUSHES = ['first', 'failed', 'busy', 'silent', 'held', 'replaced', 'replacing', 'last'];

const ANSWERS: Readonly<Record<string, readonly Answer[]>> = {
  failed: ['failed'],
  busy: ['busy', 'busy', 'delivered'],
  silent: ['nothing'],
};

function run(options: Pick<CrashOptions, 'dieAt' | 'unsaid'>): Aftermath {
  return liveThroughCrash({ ...options, requests: REQUESTS, answersTo: (pushId) => ANSWERS[pushId] ?? [] });
}

function statesOf({ results }: Aftermath, pushId: string): readonly (string | undefined)[] {
  return (results.get(pushId) ?? []).map((document) => /message-state="(\w+)"/.exec(document)?.[1]);
}

const UNDISTURBED = {
  first: 'delivered',
  failed: 'undeliverable',
  busy: 'delivered',
  silent: 'timeout',
  held: 'cancelled',
  replaced: 'cancelled',
  replacing: 'delivered',
  last: 'delivered',
};

test('with a store and without a crash each push has the one result that it has without a store', () => {
  const aftermath = run({ dieAt: null, unsaid: 'lost' });
  expect(Object.fromEntries(PUSHES.map((id) => [id, statesOf(aftermath, id)]))).toEqual(
    Object.fromEntries(Object.entries(UNDISTURBED).map(([id, state]) => [id, [state]])),
  );
  expect([...(aftermath.submissions.get('busy') ?? [])]).toEqual(['busy', 'busy', 'delivered']);
});

for (const unsaid of ['kept', 'lost'] as const) {
  test(`killed at any effect, with what was not acknowledged ${unsaid}, a PPG ends each accepted push in one result and submits none again`, () => {
    const { effects } = run({ dieAt: null, unsaid });
    let repeated = 0;
    let unknown = 0;
    for (let dieAt = 1; dieAt <= effects; dieAt += 1) {
      const aftermath = run({ dieAt, unsaid });
      for (const pushId of PUSHES) {
        const where = `${pushId}, killed at effect ${dieAt} of ${effects}`;
        assert(aftermath.accepted.has(pushId), `accepted: ${where}`);
        const told = aftermath.results.get(pushId) ?? [];
        assert.equal(new Set(told).size, 1, `one result: ${where}`);
        repeated += told.length - 1;
        const [state] = statesOf(aftermath, pushId);
        // Once it was submitted and the answer got lost, nobody knows.
        const isUnknown = state === 'timeout' && pushId !== 'silent';
        unknown += isUnknown ? 1 : 0;
        const submitted = aftermath.submissions.get(pushId) ?? [];
        const last = submitted.at(-1);
        if (!isUnknown) assert.equal(state, UNDISTURBED[pushId as keyof typeof UNDISTURBED], where);
        assert(
          submitted.slice(0, -1).every((answer) => answer === 'busy'),
          `submitted again: ${where}`,
        );
        assert(last !== undefined || state === 'timeout' || state === 'cancelled', `submitted: ${where}`);
      }
    }
    expect(effects).toBeGreaterThan(100);
    expect(repeated).toBeGreaterThan(0);
    expect(unknown).toBeGreaterThan(0);
  });
}

test('what a push leaves behind when it is over is its id and its result', () => {
  const { records } = run({ dieAt: null, unsaid: 'lost' });
  const names = [...records.keys()].map((name) => name.split(' ')[0]);
  expect(names.filter((name) => name === 'content')).toEqual([]);
  expect(names.filter((name) => name === 'push')).toHaveLength(PUSHES.length);
  expect(names.filter((name) => name === 'delivery')).toHaveLength(PUSHES.length);
  for (const [name, octets] of records) {
    if (name.startsWith('delivery')) assert.match(latin1(octets), /"kind":"final".*"told":true/);
  }
});
