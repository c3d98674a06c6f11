import { expect, test } from '@playwright/test';
import { utcUs } from './utc.ts';

test('a time is read as microseconds since 1970, leap years and century years included', () => {
  const written = ['1970-01-01T00:00:00Z', '2000-02-29T12:00:00Z', '2024-03-01T00:00:00Z', '2026-01-02T03:04:05Z'];
  expect(written.map((text) => (utcUs(text) ?? 0) / 1_000_000)).toEqual([0, 951_825_600, 1_709_251_200, 1_767_323_045]);
});

test('a time with an offset or fractions is none', () => {
  expect(['2026-01-02T03:04:05+08:00', '2026-01-02T03:04:05.1Z', '2026-01-02 03:04:05Z'].map(utcUs)).toEqual([
    null,
    null,
    null,
  ]);
});
