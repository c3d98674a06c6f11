import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { loadInventory } from '../run/inventory.ts';
import { coverageText } from './coverage-table.ts';
import { explain } from './explanation.ts';
import { kindOf, KINDS, listed, listing } from './listing.ts';

test('a requirement is explained with its rule, basis, judges, cases, mutants and both ladders', async () => {
  const { text, data } = explain('seg-004', await loadInventory());
  for (const part of [
    /^SEG-004 {2}MUST\nConcatenated payloads equal the submitted payload\n/,
    /^basis {7}claim: the push invention/m,
    /^source {6}claim 1$/m,
    /^judged {6}SMSC$/m,
    /^third party judged, as deviation from the claim/m,
    /^seen at {5}I4\n {12}I4 is SMSC to handset/m,
    /^part of {5}CLM-1$/m,
    /^oracles {5}harness\/oracles\/segmentation\//m,
    /^cases {7}suites\//m,
    /^mutants {5}smsc\//m,
    /\nAccepted:\n {2}\S/,
    /\nRejected:\n {2}\S/,
  ]) {
    assert.match(text, part);
  }
  expect(data['kind']).toBe('requirement');
  expect(data['tested']).toBe(true);
});

test('every requirement, case, mutant, fault and fuzzer can be explained by its id, in lines that fit', async () => {
  const inventory = await loadInventory();
  const ids = KINDS.flatMap((kind) => listed(kind, inventory).map(({ item }) => String(item['id'])));
  assert.ok(ids.length > 314);
  for (const id of ids) {
    const { text, data } = explain(id, inventory);
    assert.ok(text.startsWith(id), id);
    assert.equal(data['id'], id);
  }
});

test('the last part of a name will do, and an unknown name proposes the nearest', async () => {
  const inventory = await loadInventory();
  assert.equal(explain('second-response', inventory).data['id'], 'smsc/second-response');
  assert.equal(explain('duplicate', inventory).data['kind'], 'fault');
  assert.equal(explain('two-thousand-octets', inventory).data['kind'], 'case');
  const refusal = (word: string): string => {
    try {
      explain(word, inventory);
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
    return 'explained';
  };
  assert.match(refusal('SEG-0004'), /Did you mean SEG-004\?/);
  assert.match(refusal('duplicat'), /Did you mean duplicate\?/);
});

test('each kind is listed, a line each, and a mistyped kind proposes the nearest', async () => {
  const inventory = await loadInventory();
  assert.equal(listing(listed('requirements', inventory)).split('\n').length, 314 + 1);
  assert.match(listing(listed('cases', inventory)), /^suites\/.*\.case\.yaml {2}.*CLM-1/m);
  assert.equal(kindOf('mutant'), 'mutants');
  assert.throws(() => kindOf('requirments'), /Did you mean requirements\?/);
});

test('the tree has no hole: every requirement has an oracle or a reason', async () => {
  const inventory = await loadInventory();
  assert.deepEqual(inventory.coverage.holes, []);
  assert.match(coverageText(inventory), /^all +314 +270 /m);
  assert.match(coverageText(inventory), /of 314 requirements are tested, \d+ have a reason why not, 0 holes\.$/m);
});
