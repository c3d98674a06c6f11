import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { didYouMean, nearest } from './nearest.ts';

const steps = ['handset.refuse', 'handset.ignore', 'handset.await', 'pi.push', 'pi.await'];

test('a slip of the keyboard finds the name that was meant', () => {
  assert.equal(nearest('handset.refsue', steps), 'handset.refuse');
  assert.equal(nearest('pi.psuh', steps), 'pi.push');
  assert.equal(nearest('Handset.Await', steps), 'handset.await');
  assert.equal(nearest('handset.refuse', steps), 'handset.refuse');
});

test('a word that resembles nothing finds nothing', () => {
  assert.equal(nearest('quality', steps), null);
  assert.equal(nearest('', steps), null);
  assert.equal(nearest('pi.push', []), null);
});

test('the remedy names the nearest name, else what there is, but no long list', () => {
  assert.equal(didYouMean('pi.pusch', steps, 'Steps'), 'Did you mean pi.push?');
  assert.equal(didYouMean('zzz', ['a-name'], 'Steps'), 'Steps: a-name');
  assert.equal(didYouMean('zzz', [], 'Steps'), 'Steps: none');
  const many = Array.from({ length: 30 }, (_, index) => `requirement-${index}`);
  assert.match(didYouMean('zzz', many, 'Ids'), /^Ids: requirement-0, .*requirement-19, … \(30 in all\)$/);
});
