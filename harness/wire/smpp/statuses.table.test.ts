import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { statusName } from './statuses.table.ts';

test('a status has its 5.0 name, or says whose it is', () => {
  assert.equal(statusName(0), 'ESME_ROK');
  assert.equal(statusName(0x50), 'ESME_RINVDSTTON');
  assert.equal(statusName(0xfe), 'ESME_RDELIVERYFAILURE');
  assert.equal(statusName(0x400), 'vendor 0x400');
  expect(statusName(0x4a)).toBe('reserved 0x4a');
});
