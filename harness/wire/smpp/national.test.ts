import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { fullNumber } from './national.ts';

const known = new Set(['15550100001', '15550100002', '445550100002']);

test('a national address means the only known number that ends in its digits, trunk prefix or not', () => {
  assert.equal(fullNumber('5550100001', 2, known), '15550100001');
  assert.equal(fullNumber('05550100001', 2, known), '15550100001');
});

test('an address of another type, of several numbers, of nobody or too short stays as it is', () => {
  assert.equal(fullNumber('5550100001', 1, known), '5550100001');
  assert.equal(fullNumber('5550100002', 2, known), '5550100002');
  assert.equal(fullNumber('5550100003', 2, known), '5550100003');
  assert.equal(fullNumber('00001', 2, known), '00001');
  assert.equal(fullNumber('15550100001', 2, known), '15550100001');
});
