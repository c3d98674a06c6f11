import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageRoot } from '../run/discover.ts';
import { emptyFolder, pushproof } from './test-call.ts';

type Told = { readonly verdict: string; readonly requirements: Readonly<Record<string, string>> };

const EXAMPLE = join(packageRoot(), 'fixtures/adapters/example-pi.mjs');

let folder = '';
test.beforeAll(async () => {
  folder = await emptyFolder();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function judged(command: string) {
  const { code, stdout } = await pushproof(['run', '--iut', 'pi', '--target', `exec:${command}`, '--json'], folder);
  return { code, told: JSON.parse(stdout) as Told };
}

/** The example with one thing in it replaced. */
async function changed(name: string, written: string, instead: string): Promise<string> {
  const text = await readFile(EXAMPLE, 'utf8');
  expect(text).toContain(written);
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, text.replace(written, instead));
  return `${process.execPath} ${path}`;
}

test('the example of a PI behind its command passes', async () => {
  const { code, told } = await judged(`${process.execPath} ${EXAMPLE}`);
  expect([code, told.verdict]).toEqual([0, 'pass']);
  expect([told.requirements['STP-01'], told.requirements['STP-10']]).toEqual(['pass', 'pass']);
});

test('a PI that closes the connection instead of answering a notification fails STP-10', async () => {
  const command = await changed(
    'hangs-up',
    'response.writeHead(202',
    'return request.destroy();\n  response.writeHead(202',
  );
  const { code, told } = await judged(command);
  expect([code, told.requirements['STP-01'], told.requirements['STP-10']]).toEqual([1, 'pass', 'fail']);
});

test('a PI that posts the content without a control entity fails STP-01', async () => {
  const packed = 'const body = Buffer.concat([';
  const command = await changed('bare', packed, `const body = (await readFile(file)) ?? ${packed.slice(13)}`);
  const { code, told } = await judged(command);
  expect([code, told.requirements['STP-01']]).toEqual([1, 'fail']);
});

test('a command that sends nothing is exit 3 with what it said', async () => {
  const call = ['run', '--iut', 'pi', '--target', 'exec:echo no such portal >&2; exit 7; true'];
  const { code, stderr } = await pushproof(call, folder);
  expect(stderr).toContain(
    "the PI's command ended with 7; it said: no such portal\n  It is run as COMMAND URL ADDRESS FILE",
  );
  expect(code).toBe(3);
});
