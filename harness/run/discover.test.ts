import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { discoverIn, findFiles, packageRoot } from './discover.ts';

async function tree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'discover-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

test('the package root has package.json and this very file below it', () => {
  expect(existsSync(path.join(packageRoot(), 'package.json'))).toBe(true);
  expect(existsSync(path.join(packageRoot(), 'harness/run/discover.test.ts'))).toBe(true);
});

test('a built tree gives the default exports in path order under the names of the sources', async () => {
  const root = await tree({
    'package.json': '{"type":"module"}',
    'harness/things/b/z.thing.js': 'export default 3;',
    'harness/things/b.thing.js': 'export default 2;',
    'harness/things/a.thing.js': 'export default 1;',
    'harness/things/a.thing.js.map': '{}',
    'harness/things/define.js': 'export const nothing = 0;',
  });
  try {
    const found = await discoverIn<number>({ root, extension: '.js' }, 'harness/things', '.thing.ts');
    assert.deepEqual(found, [
      { path: 'harness/things/a.thing.ts', value: 1 },
      { path: 'harness/things/b.thing.ts', value: 2 },
      { path: 'harness/things/b/z.thing.ts', value: 3 },
    ]);
  } finally {
    await rm(root, { recursive: true });
  }
});

test('a file without a default export is named, with the remedy', async () => {
  const root = await tree({ 'package.json': '{"type":"module"}', 'x/a.thing.js': 'export const a = 1;' });
  try {
    await assert.rejects(discoverIn({ root, extension: '.js' }, 'x', '.thing.ts'), (error: unknown) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.place, 'x/a.thing.ts');
      return true;
    });
  } finally {
    await rm(root, { recursive: true });
  }
});

test('a folder that does not exist has no files', async () => {
  assert.deepEqual(await findFiles('no-such-folder', '.yaml'), []);
});

test('the files of a folder are found by suffix, relative to the package root', async () => {
  const files = await findFiles('harness/run', 'discover.ts');
  assert.deepEqual(files, ['harness/run/discover.ts']);
});
