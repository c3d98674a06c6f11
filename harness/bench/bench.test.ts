import { expect, test } from '@playwright/test';
import { discover } from '../run/discover.ts';
import codecRate from './codec-rate.bench.ts';
import { quantile, ratioOf, type Bench } from './define.ts';

test('a figure is told as so many times its baseline', () => {
  expect(ratioOf({ name: 'a', value: 6, unit: 'us', baseline: 4, against: 'idle' })).toBe(1.5);
});

test('a quantile is a value below which that share lies', () => {
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.99), quantile([7], 0.5)]).toEqual([2, 3, 7]);
});

test('what is measured is measured by the instruments that are given', async () => {
  let nowMs = 0;
  const figures = await codecRate.measure({ nowMs: () => (nowMs += 100), heapOctets: () => 0 });
  // 2,000 PDUs between two looks at a clock that goes on by 100 ms each time.
  expect(figures).toEqual([
    { name: 'PDUs read', value: 20_000, unit: '/s', baseline: 20_000, against: 'by the smpp package' },
  ]);
});

test('each bench says what it measures', async () => {
  const found = await discover<Bench>('harness/bench', '.bench.ts');
  expect(found.map(({ path }) => path)).toEqual([
    'harness/bench/codec-rate.bench.ts',
    'harness/bench/judging-rate.bench.ts',
    'harness/bench/pending-in-the-smsc.bench.ts',
    'harness/bench/suspended-in-the-ppg.bench.ts',
  ]);
  for (const { value } of found) expect(value.title).not.toBe('');
});
