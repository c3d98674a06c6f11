import { expect, test } from '@playwright/test';
import { profileFor } from './case-profile.ts';
import { builtInProfile, profileFromTarget } from './load-profile.ts';

test('a case may give the built-in chain more time, and its peers wait as much longer', () => {
  const { timers } = profileFor({ transactionMs: 20_000 }, builtInProfile());
  expect([timers.transactionMs, timers.responseMs, timers.reassemblyMs, timers.ackMs]).toEqual([
    20_000, 30_000, 40_000, 200,
  ]);
});

test('a case that asks for nothing, and a third party, keep the profile', () => {
  const builtIn = builtInProfile();
  expect(profileFor({ transactionMs: null }, builtIn)).toBe(builtIn);
  const third = profileFromTarget('smsc', 'smpp://id:secret08@lab.test:2775');
  expect(profileFor({ transactionMs: 20_000 }, third)).toBe(third);
});
