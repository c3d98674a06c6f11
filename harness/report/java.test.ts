import { expect, test } from '@playwright/test';
import { javaVersion } from './java.ts';

test('Java’s version is read from what old and new ones print', () => {
  expect(javaVersion('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment')).toBe('17.0.15');
  expect(javaVersion('java version "1.8.0_402"')).toBe('1.8.0_402');
  expect(javaVersion('command not found')).toBeNull();
});
