import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { CLAIMS, excludedBy, filledClaims, withdrawnClaims } from './claims.ts';

test('the schema of profiles knows exactly the claims of the table', () => {
  const schema = JSON.parse(readFileSync(new URL('./profile.schema.json', import.meta.url), 'utf8')) as {
    readonly properties: { readonly claims: { readonly properties: Readonly<Record<string, unknown>> } };
  };
  const names = CLAIMS.map(({ name }) => name);
  assert.deepEqual(Object.keys(schema.properties.claims.properties).sort(), [...names].sort());
});

test('a third party is taken to claim the invention and a push client, and no option', () => {
  const claims = filledClaims('third-party', ['udh'], {});
  const claimed = Object.keys(claims).filter((name) => claims[name]);
  assert.deepEqual(claimed, [
    'transactionMode',
    'retryWithinDeadline',
    'segmentsOnSmppLink',
    'resultNotification',
    'pushClient',
  ]);
});

test('port TLVs are claimed where the profile lists them, unless it says otherwise', () => {
  assert.equal(filledClaims('third-party', ['tlv'], {})['portTlvs'], true);
  assert.equal(filledClaims('third-party', ['udh'], {})['portTlvs'], false);
  assert.equal(filledClaims('third-party', ['udh', 'tlv'], { portTlvs: false })['portTlvs'], false);
});

test('a row is excluded by the claim that it presupposes, and by no other', () => {
  const claims = filledClaims('third-party', ['udh'], { retryWithinDeadline: false });
  const row = { basis: 'pap', roles: ['ppg'] } as const;
  assert.equal(excludedBy({ ...row, claim: 'statusQuery' }, claims), 'statusQuery');
  assert.equal(excludedBy({ ...row, claim: 'statusQuery' }, { ...claims, statusQuery: true }), null);
  assert.equal(excludedBy(row, claims), null);
});

test('without transaction mode nothing of the invention applies to PPG and SMSC, but the standards do', () => {
  const claims = filledClaims('third-party', ['udh'], { transactionMode: false });
  assert.equal(excludedBy({ basis: 'claim', roles: ['smsc'] }, claims), 'transactionMode');
  assert.equal(excludedBy({ basis: 'claim', roles: ['handset'] }, claims), null);
  assert.equal(excludedBy({ basis: '3gpp', roles: ['smsc'] }, claims), null);
  assert.deepEqual(
    withdrawnClaims(claims).map(({ name }) => name),
    ['transactionMode'],
  );
});

test('the built-in chain claims what its reference does, and nothing else', () => {
  const claims = filledClaims('built-in', ['udh', 'tlv'], {});
  const unclaimed = Object.keys(claims).filter((name) => claims[name] !== true);
  assert.deepEqual(unclaimed, ['tls']);
});
