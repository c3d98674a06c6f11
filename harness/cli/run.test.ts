import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { RunJson } from '../report/json.ts';
import { correctPackageSmsc, startPackageSmsc } from '../world/package-smsc.ts';
import { emptyFolder, pushproof, type Call } from './test-call.ts';

/** Files below a folder that are text. */
function textsBelow(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path, 'latin1')]);
}

/** Each test makes several calls, each of a few seconds. */
test.describe.configure({ timeout: 240_000 });

let folder = '';
let quick: Call = { code: null, stdout: '', stderr: '' };
const latest = (...path: string[]): string => join(folder, 'pushproof-results', 'latest', ...path);

test.beforeAll(async () => {
  folder = await emptyFolder();
  quick = await pushproof(['run', '--quick', '--world', 'sim', '--json'], folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('a run on the built-in chain passes, and puts exactly one JSON object on stdout', () => {
  expect(quick.code).toBe(0);
  const told = JSON.parse(quick.stdout) as RunJson;
  expect(told).toMatchObject({
    schema: 1,
    command: 'run',
    iut: 'chain',
    target: null,
    world: 'sim',
    seed: 1,
    verdict: 'pass',
  });
  expect(told.traceDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(told.cases.length).toBeGreaterThan(5);
  expect(new Set(told.cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
});

test('off a terminal progress on stderr begins at once and has a line for each case', () => {
  const { cases } = JSON.parse(quick.stdout) as RunJson;
  const lines = quick.stderr.split('\n');
  expect(lines[0]).toBe('pushproof: reading cases and profile');
  expect(lines.filter((line) => /^ *\d+\/\d+ pass /.test(line))).toHaveLength(cases.length);
});

test('the run’s folder has every report, and what each case showed', () => {
  const files = ['run.json', 'findings.ndjson', 'coverage.md', 'summary.html', 'junit.xml', 'results.json'];
  for (const file of [...files, 'allure-report/index.html']) assert.ok(existsSync(latest(file)), file);
  const cases = readdirSync(latest('cases'), { recursive: true }).map(String);
  for (const name of ['ladder.txt', 'capture.pcapng', 'hex.txt', 'trace.jsonl', 'judgement.json']) {
    assert.ok(
      cases.some((path) => path.endsWith(name)),
      name,
    );
  }
  const results = readdirSync(latest('allure-results')).filter((name) => name.endsWith('-result.json'));
  const labels = results.flatMap((name) => labelsOf(readFileSync(latest('allure-results', name), 'utf8')));
  for (const label of [
    'story=A push one octet too long for two segments travels in three',
    'suite=segmentation',
    'requirement=SEG-004',
    'tag=SEG-004',
  ]) {
    assert.ok(labels.includes(label), label);
  }
  expect(JSON.parse(readFileSync(latest('run.json'), 'utf8'))).toMatchObject({ command: 'run', verdict: 'pass' });
});

function labelsOf(result: string): readonly string[] {
  const { labels } = JSON.parse(result) as { labels: readonly { name: string; value: string }[] };
  return labels.map(({ name, value }) => `${name}=${value}`);
}

test('no file of a run holds a password or a whole subscriber number', () => {
  for (const [path, text] of textsBelow(latest())) {
    assert.doesNotMatch(text, /secret08|155501000(0[1-9]|1[0-6])/, path);
    // The same in hex, as traces keep octets.
    assert.doesNotMatch(text, /7365637265743038|31353535303130303030[0-9a-f]{2}/, path);
  }
});

test('one seed gives one digest of all traces, another seed another', async () => {
  const digestOf = ({ stdout }: Call): string | undefined => (JSON.parse(stdout) as RunJson).traceDigest;
  const args = ['run', '--quick', '--world', 'sim', '--json', '--quiet'];
  const again = await pushproof([...args, '--workers', '1'], folder);
  const other = await pushproof([...args, '--seed', '2'], folder);
  expect(again.stderr).toBe('');
  expect(digestOf(again)).toBe(digestOf(quick));
  expect(digestOf(other)).not.toBe(digestOf(quick));
});

test('a dry run tells what would be sent and writes nothing', async () => {
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  const { code, stdout } = await pushproof(['run', '--dry-run', 'largest-lone-message', '--quiet'], cwd);
  expect(code).toBe(0);
  expect(stdout).toContain('1  smsc > handset deliver_sm');
  expect(stdout).toMatch(/^2 cases, \d+ messages, 2 segments, 1 numbers; nothing was sent$/m);
  expect(readdirSync(cwd)).toEqual([]);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends a run before its last case: what has finished is reported, the rest is none, exit 130`, async () => {
    const cwd = mkdtempSync(join(folder, 'cwd-'));
    let asked = false;
    const { code, stdout } = await pushproof(['run', '--workers', '1', '--json'], cwd, (stderr, kill) => {
      if (asked || !/^ *2\//m.test(stderr)) return;
      asked = true;
      kill(signal);
    });
    expect(code).toBe(130);
    const told = JSON.parse(stdout) as RunJson;
    expect(told.interrupted).toBe(true);
    expect(new Set(told.cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass', 'none']));
    expect(existsSync(join(cwd, 'pushproof-results', 'latest', 'summary.html'))).toBe(true);
  });
}

test('an SMSC that answers too early fails; judging, comparing and running again tell the same story', async () => {
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  const results = join(cwd, 'pushproof-results');
  const named = ['success-of-a-lone-message', '--iut', 'smsc', '--json', '--target'];
  const early = await startPackageSmsc({ ...correctPackageSmsc, answer: 'at-once' });
  const target = `smpp://pushproof:secret08@127.0.0.1:${early.port}`;
  const failed = await pushproof(['run', ...named, target], cwd);
  await early.close();
  expect(failed.code).toBe(1);
  const told = JSON.parse(failed.stdout) as RunJson;
  expect(told.target).toBe(`smpp://pushproof:***@127.0.0.1:${early.port}`);
  expect(told.requirements['STP-08a']).toBe('fail');
  const finding = told.findings.find(({ requirement }) => requirement === 'STP-08a');
  expect(finding?.verdict).toBe('fail');
  expect(readFileSync(join(results, 'latest', 'junit.xml'), 'utf8')).toMatch(/STP-08a MUST fail/);
  expect(failed.stderr).toContain('replay    npx pushproof run');
  expect(failed.stderr).not.toContain('secret08');

  const judged = await pushproof(['judge', finding?.trace ?? '', '--iut', 'smsc', '--json'], cwd);
  expect([judged.code, (JSON.parse(judged.stdout) as RunJson).requirements['STP-08a']]).toEqual([1, 'fail']);

  cpSync(join(results, 'latest'), join(cwd, 'before'), { recursive: true, dereference: true });
  const correct = await startPackageSmsc(correctPackageSmsc);
  const mended = `smpp://pushproof:secret08@127.0.0.1:${correct.port}`;
  const again = await pushproof(['run', '--iut', 'smsc', '--json', '--target', mended, '--again', 'before'], cwd);
  await correct.close();
  expect(again.code).toBe(0);
  const merged = JSON.parse(again.stdout) as RunJson;
  expect(merged.cases).toHaveLength(told.cases.length);

  const compared = await pushproof(['report', '--compare', 'before', 'pushproof-results/latest'], cwd);
  expect(compared.stdout).toMatch(/^STP-08a +fail -> pass {2}no longer: /m);
});

/** As a campaign writes it. */
const FINDING = `# Found by: pushproof fuzz refusals-in-any-pattern --seed 7 --path 2:0
title: A push that is refused once arrives
requirements: [CLM-1]
steps:
  - handset.refuse: { handset: A, segment: 1, times: 1, status: temporary }
  - pi.push: { to: A, wdpOctets: 300 }
  - pi.await: { notifications: 1, withinMs: 5000 }
`;

test('the examples in each command’s help work', async () => {
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  cpSync(join(folder, 'pushproof-results'), join(cwd, 'pushproof-results'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  cpSync(latest(), join(cwd, 'baseline'), { recursive: true, dereference: true });
  const trace = readdirSync(latest('cases'), { recursive: true })
    .map(String)
    .find((path) => path.endsWith('trace.jsonl'));
  cpSync(latest('cases', trace ?? ''), join(cwd, 'trace.jsonl'));
  writeFileSync(join(cwd, 'finding.case.yaml'), FINDING);
  const commands = readdirSync(new URL('../commands/', import.meta.url)).flatMap(
    (file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? [],
  );
  // A peer in the foreground serves until it is stopped: its own test does that.
  for (const command of commands.filter((name) => name !== 'serve')) {
    const { stdout } = await pushproof([command, '--help'], cwd);
    const calls = stdout
      .slice(stdout.indexOf('Examples:\n') + 'Examples:\n'.length)
      .trimEnd()
      .split('\n');
    for (const call of calls) {
      const { code, stderr } = await pushproof(call.trim().split(' ').slice(1), cwd);
      assert.ok(code !== null && [0, 1, 2].includes(code), `${call}: exit ${code}\n${stderr}`);
    }
  }
});
