import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, pushproof } from './cli/test-call.ts';

const SCREEN = { lines: 24, columns: 80 };

let folder = '';
test.beforeAll(async () => {
  folder = await emptyFolder();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const commands = readdirSync(new URL('./commands/', import.meta.url)).flatMap(
  (file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? [],
);

test('the version is printed alone', async () => {
  const { code, stdout, stderr } = await pushproof(['--version'], folder);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect([code, stderr]).toEqual([0, '']);
});

test('the help of every command fits a screen and has two examples of that command', async () => {
  const helps = await Promise.all(['', ...commands].map(async (name) => ({ name, help: await helpOf(name) })));
  for (const { name, help } of helps) {
    const lines = help.trimEnd().split('\n');
    assert.ok(lines.length <= SCREEN.lines, `${name}: ${lines.length} lines`);
    for (const line of lines) assert.ok(line.length <= SCREEN.columns, `${name}: ${line}`);
    const calls = lines.slice(lines.indexOf('Examples:') + 1);
    assert.equal(calls.length, 2, `${name}: ${calls.join()}`);
    for (const call of calls) assert.match(call, new RegExp(`^  pushproof ${name === '' ? '[a-z]+' : name}\\b`));
  }
});

async function helpOf(name: string): Promise<string> {
  const { code, stdout } = await pushproof(name === '' ? ['--help'] : [name, '--help'], folder);
  assert.equal(code, 0, name);
  return stdout;
}

const mistakes: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
  ['no world', ['run', '--world', 'moon'], /^pushproof: --world moon: is not known\n {2}One of: live, sim\.\n$/],
  ['a shard beyond the last', ['run', '--shard', '4/3'], /^pushproof: --shard 4\/3: is not I\/N/],
  [
    'a seed that is no number',
    ['run', '--seed', 'x'],
    /^pushproof: --seed x: is no whole number from 0 to 4294967295\n/,
  ],
  ['an option without its value', ['run', '--out'], /^pushproof: --out <DIR>: /],
  [
    'an IUT without a place',
    ['run', '--iut', 'smsc'],
    /^pushproof: --iut smsc: needs to know where it is\n {2}Name it with --target/m,
  ],
  ['a broken pattern', ['run', '--grep', '['], /^pushproof: --grep \[: /m],
  [
    'an output place that is a file',
    ['run', '--out', 'file/x'],
    /^pushproof: --out file\/x: .*file is a file, not a folder\n/m,
  ],
  [
    'no run to go on from',
    ['run', '--again', 'nowhere'],
    /^pushproof: nowhere: is not the folder of a finished run\n/m,
  ],
  [
    'an unknown mutant',
    ['mutants', 'smsc/secnd-response'],
    /^pushproof: smsc\/secnd-response: no such mutant\n {2}Did you mean smsc\/second-response\?\n/m,
  ],
  ['no trace', ['judge', 'no.jsonl'], /^pushproof: no\.jsonl: there is no such file\n/m],
  ['one run to compare', ['report', '--compare', 'one'], /^pushproof: --compare: needs two runs, not 1\n/m],
];

for (const [what, args, message] of mistakes) {
  test(`${what} is one message with place and remedy, exit 3, and writes nothing`, async () => {
    const cwd = join(folder, what.replaceAll(' ', '-'));
    await mkdir(cwd);
    await writeFile(join(cwd, 'file'), '');
    const { code, stdout, stderr } = await pushproof(args, cwd);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([3, '']);
    expect(readdirSync(cwd)).toEqual(['file']);
  });
}

test('a selection that matches nothing is exit 4 and writes nothing', async () => {
  const { code, stdout, stderr } = await pushproof(['run', '--grep', 'nothing is called so', '--quiet'], folder);
  expect(stderr).toContain('no case matches');
  expect([code, stdout]).toEqual([4, '']);
  expect(readdirSync(folder)).not.toContain('pushproof-results');
});
