import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { checkOut, makeRunFolder, openRunFolder, pointLatest } from './run-folder.ts';

let out = '';
test.beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'pushproof-out-'));
});
test.afterEach(() => rm(out, { recursive: true, force: true }));

test('two runs of one second get folders of their own', async () => {
  const first = await makeRunFolder(out, '2026-01-02T03:04:05Z', 'smsc');
  const second = await makeRunFolder(out, '2026-01-02T03:04:05Z', 'smsc');
  expect([basename(first), basename(second)]).toEqual(['20260102T030405Z-smsc', '20260102T030405Z-smsc-2']);
});

test('`latest` leads to the newest run, whether it is a link or a file', async () => {
  const first = await makeRunFolder(out, '2026-01-02T03:04:05Z', 'smsc');
  const second = await makeRunFolder(out, '2026-01-02T03:04:06Z', 'smsc');
  await writeFile(join(second, 'run.json'), '{}');
  await pointLatest(out, first, 'latest');
  await pointLatest(out, second, 'latest');
  expect(await readlink(join(out, 'latest'))).toBe(basename(second));
  expect(await openRunFolder(join(out, 'latest'))).toBe(second);
  rmSync(join(out, 'latest'));
  await writeFile(join(out, 'latest'), `${basename(second)}\n`);
  expect(await openRunFolder(join(out, 'latest'))).toBe(second);
});

test('a folder of the user’s that is called `latest` stays as it is', async () => {
  await mkdir(join(out, 'latest'));
  await writeFile(join(out, 'latest', 'mine'), 'text');
  await pointLatest(out, await makeRunFolder(out, '2026-01-02T03:04:05Z', 'smsc'), 'latest');
  expect(readFileSync(join(out, 'latest', 'mine'), 'utf8')).toBe('text');
});

test('an output place is checked without being made', async () => {
  await checkOut(join(out, 'a', 'b'));
  expect(existsSync(join(out, 'a'))).toBe(false);
  await writeFile(join(out, 'file'), '');
  await expect(checkOut(join(out, 'file', 'b'))).rejects.toThrow(/file is a file, not a folder/);
});

test('a folder without a finished run is refused', async () => {
  await expect(openRunFolder(out)).rejects.toThrow(/is not the folder of a finished run/);
});
