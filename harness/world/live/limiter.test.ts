import { strict as assert } from 'node:assert';
import { test } from '@playwright/test';
import { makeLimiter, MAX_HELD_BACK } from './limiter.ts';

const one = { digits: '15550100001', segments: 1 };

test('a hundred submissions asked for at once go 50 ms apart at 20 a second', () => {
  const limiter = makeLimiter({ submitPerSecond: 20, segmentsPerRun: 2_000, numbers: ['1555*'] });
  for (let i = 0; i < 100; i += 1) {
    assert.deepEqual(limiter.ask(one, 1_000_000), { kind: 'go', atUs: 1_000_000 + i * 50_000 });
  }
});

test('quiet time is not saved up: in no second do more than 20 go', () => {
  const limiter = makeLimiter({ submitPerSecond: 20, segmentsPerRun: 2_000, numbers: ['1555*'] });
  const times: number[] = [];
  for (const nowUs of [0, 0, 10_000_000, 10_000_000, 10_000_001, 10_060_000]) {
    const permit = limiter.ask(one, nowUs);
    assert.ok(permit.kind === 'go' && permit.atUs >= nowUs);
    times.push(permit.atUs);
  }
  assert.deepEqual(times, [0, 50_000, 10_000_000, 10_050_000, 10_100_000, 10_150_000]);
});

test('a number outside the allowed patterns is refused', () => {
  const limiter = makeLimiter({ submitPerSecond: 20, segmentsPerRun: 9, numbers: ['1555*', '4670012'] });
  const kinds = ['15550100001', '1555', '4670012', '46700123', '25550100001', '', '+1555'].map(
    (digits) => limiter.ask({ digits, segments: 1 }, 0).kind,
  );
  assert.deepEqual(kinds, ['go', 'go', 'go', 'refused', 'refused', 'refused', 'refused']);
});

test('the run never sends more segments than allowed, and a refused submission takes none', () => {
  const limiter = makeLimiter({ submitPerSecond: 20, segmentsPerRun: 5, numbers: ['*'] });
  const kinds = [3, 3, 2, 1].map((segments) => limiter.ask({ digits: '1', segments }, 0).kind);
  assert.deepEqual(kinds, ['go', 'refused', 'go', 'refused']);
});

test('what is held back is bounded', () => {
  const limiter = makeLimiter({ submitPerSecond: 1, segmentsPerRun: 1_000_000, numbers: ['*'] });
  for (let i = 0; i <= MAX_HELD_BACK; i += 1) assert.equal(limiter.ask({ digits: '1', segments: 1 }, 0).kind, 'go');
  const permit = limiter.ask({ digits: '1', segments: 1 }, 0);
  assert.ok(permit.kind === 'refused' && permit.place === 'limits.submitPerSecond');
});
