import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, pushproof } from './test-call.ts';

/** Nothing on PATH, least of all Java. */
function withoutJava(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, JAVA_HOME: undefined, PATH: join(folder, 'nothing') };
}

test('without Java run and report make the Allure page with Allure 3, and say so', async () => {
  test.setTimeout(240_000);
  const folder = await emptyFolder();
  const call = (...args: string[]): ReturnType<typeof pushproof> =>
    pushproof(args, folder, () => undefined, withoutJava(folder));
  const run = await call('run', 'largest-lone-message', '--world', 'sim');
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toMatch(/^report .*allure-report\/index\.html {2}\(Allure 3\.\S+ on Node\)$/m);
  expect(existsSync(join(folder, 'pushproof-results/latest/allure-report/index.html'))).toBe(true);

  const report = await call('report', 'pushproof-results/latest', '--out', 'page');
  expect(report.code, report.stderr).toBe(0);
  expect(report.stdout).toMatch(/^page\/index\.html {2}\(Allure 3\.\S+ on Node, 2 tests\)$/m);
  expect(existsSync(join(folder, 'page/index.html'))).toBe(true);
  await rm(folder, { recursive: true, force: true });
});
