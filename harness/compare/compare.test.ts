import { expect, test } from '@playwright/test';
import drop from '../faults/drop.fault.ts';
import { PRIOR_ART, TRANSACTIONAL } from './designs.ts';
import { fates, outcomeOf } from './measure.ts';

const options = { chains: 1, seed: 1, faults: new Map([['drop', drop]]), stopped: () => Promise.resolve(false) };

test('fates add up: in time, falsely told, and the latency of those that were shown', () => {
  const outcome = outcomeOf([
    { latencyMs: 100, told: 'delivered' },
    { latencyMs: 10_000, told: 'delivered' },
    { latencyMs: 10_001, told: 'delivered' },
    { latencyMs: null, told: 'failed' },
  ]);
  expect(outcome).toEqual({ inTime: 50, falselyTold: 25, medianMs: 10_000, p95Ms: 10_001 });
});

test('without loss both designs show every push, and tell so', async () => {
  const quiet = { name: 'quiet', loss: 0, answerMs: 50, pushes: 2 };
  for (const design of [PRIOR_ART, TRANSACTIONAL]) {
    const all = await fates(design, quiet, options);
    expect(all.map(({ told }) => told)).toEqual(['delivered', 'delivered']);
    expect(outcomeOf(all).inTime).toBe(100);
  }
});

test('when everything is lost, prior art still tells the PI delivered, and a transaction does not', async () => {
  const dead = { name: 'dead', loss: 1, answerMs: 50, pushes: 1 };
  const [told] = await fates(PRIOR_ART, dead, options);
  expect(told).toEqual({ latencyMs: null, told: 'delivered' });
  const [honest] = await fates(TRANSACTIONAL, dead, options);
  expect(honest).toEqual({ latencyMs: null, told: 'failed' });
});
