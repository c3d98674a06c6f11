import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import type { Requirement } from '../core/requirement.ts';
import { UsageError } from '../core/usage-error.ts';
import { CLAIMS } from './claims.ts';
import { catalogueOf, loadCatalogue } from './requirements.ts';
import { parseYaml } from './yaml-place.ts';

function tally(requirements: readonly Requirement[], key: (one: Requirement) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of requirements) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

test('the catalogue has the 314 rows, each role, level and basis as often as its source says', async () => {
  const { requirements } = await loadCatalogue();
  expect(requirements.length).toBe(314);
  assert.deepEqual(
    tally(requirements, ({ roles }) => roles.join('+')),
    {
      handset: 48,
      pi: 16,
      origin: 1,
      'pi+ppg': 1,
      ppg: 128,
      'ppg+pi': 4,
      'ppg+smsc': 22,
      'ppg+smsc+handset': 1,
      smsc: 89,
      'smsc+ppg': 1,
      gateway: 3,
    },
  );
  assert.deepEqual(
    tally(requirements, ({ level }) => level),
    { MUST: 256, 'MUST NOT': 14, SHOULD: 41, 'SHOULD NOT': 1, MAY: 2 },
  );
  assert.deepEqual(
    tally(requirements, ({ basis }) => basis),
    {
      claim: 59,
      smpp34: 1,
      smpp50: 1,
      smpp: 41,
      '3gpp': 32,
      pap: 50,
      wap: 32,
      'http-mime-xml': 9,
      robustness: 40,
      profile: 49,
    },
  );
  const forThirdParties = requirements.filter(({ basis }) => basis !== 'profile');
  assert.equal(forThirdParties.length, 265);
  assert.equal(forThirdParties.filter(({ level }) => level.startsWith('MUST')).length, 235);
});

test('a row that presupposes a claim names one that profiles know, and the timing rows have their limits', async () => {
  const { requirements } = await loadCatalogue();
  const names = CLAIMS.map(({ name }) => name);
  for (const { id, text, claim } of requirements) {
    if (claim !== undefined) assert.ok(names.includes(claim), `${id}: ${claim}`);
    const conditional = /^Where (the profile|claimed)/.test(text);
    // PAP-CCQ-001 says what holds without the claim, too.
    if (conditional && id !== 'PAP-CCQ-001') assert.notEqual(claim, undefined, id);
  }
  assert.equal(requirements.filter(({ timing }) => timing !== undefined).length, 33);
  assert.deepEqual(requirements.find(({ id }) => id === 'TXN-003')?.timing, {
    limit: 'gapMs',
    kind: 'U',
    fromTo: 'outcome of a segment written (ack, refusal) or ackMs elapsed → next segment of the group read',
    view: 'handset side',
  });
});

test('loading twice gives one digest', async () => {
  const [first, second] = await Promise.all([loadCatalogue(), loadCatalogue()]);
  expect(first.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(second.digest).toBe(first.digest);
});

const row = (id: string, more: string): string =>
  `- { id: ${id}, roles: [smsc], level: MUST, basis: claim, text: T, source: S, observableAt: I4, stimulus: X, violatingBehaviour: V${more} }\n`;

const refused = (text: string): string => {
  try {
    catalogueOf([parseYaml('r.yaml', text)]);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return 'accepted';
};

test('a mistake in a row is refused with its place', () => {
  assert.equal(refused(row('TXN-001', '')), 'accepted');
  assert.match(refused(row('TXN-001', '') + row('TXN-001', '')), /^r\.yaml:2:9: TXN-001 is at r\.yaml:1:9 already/);
  assert.match(refused(row('TXN-001', ', claim: statusQuerry')), /Did you mean statusQuery\?/);
  assert.match(refused(row('TXN-001', ', refines: [TXN-010]')), /TXN-010 does not exist\n {2}Did you mean TXN-001\?/);
  assert.match(refused(row('TXN-001', ', untestd: planned')), /unknown key untestd\n {2}Did you mean untested\?/);
  assert.match(refused(row('TXN-001', '').replace('MUST', 'MSUT')), /unknown value MSUT\n {2}Did you mean MUST\?/);
  assert.match(refused(row('txn-1', '')), /^r\.yaml:1:9: id must match pattern/);
});
