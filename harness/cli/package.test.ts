import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageRoot } from '../run/discover.ts';
import type { RunJson } from '../report/json.ts';
import { emptyFolder } from './test-call.ts';

/** What a package is made of; a copy, so that no other test sees a half-built `dist`. */
const PARTS = [
  'harness',
  'suites',
  'fixtures',
  'package.json',
  'playwright.config.ts',
  'tsconfig.json',
  'CHANGELOG.md',
  'LICENSE',
];

test('a packed package, installed where nothing else is, runs its suites', async () => {
  test.setTimeout(240_000);
  const folder = await emptyFolder();
  const root = packageRoot();
  const source = join(folder, 'source');
  mkdirSync(source);
  for (const part of PARTS) cpSync(join(root, part), join(source, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: source, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';

  // As npm would lay it out, with dependencies that are already here.
  const app = join(folder, 'app');
  const modules = join(app, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === 'pushproof') continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  mkdirSync(join(modules, 'pushproof'));
  execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components', '1', '-C', join(modules, 'pushproof')]);
  expect(existsSync(join(modules, 'pushproof', 'harness', 'cli.ts'))).toBe(false);

  const bin = join(modules, 'pushproof', 'harness', 'bin.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'run', '--quick', '--world', 'sim', '--json'], {
    cwd: app,
  });
  expect(status, stderr.toString()).toBe(0);
  const told = JSON.parse(stdout.toString()) as RunJson;
  expect(told.verdict).toBe('pass');
  expect(told.cases.length).toBeGreaterThan(5);
  await rm(folder, { recursive: true, force: true });
});
