import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Profile } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';
import { packageRoot } from './discover.ts';
import { profileOf } from './load-profile.ts';
import { startRun } from './run.ts';
import { parseYaml } from './yaml-place.ts';

const OTHER = path.join(packageRoot(), 'harness/world/other-handset.mjs');
const CASES = ['last-segment-first', 'interleaved-pushes', 'whole-push-comes-twice'];

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handset-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A handset of another make that binds to a port, for as long as the work takes. */
async function withHandset<T>(behaviour: Readonly<Record<string, unknown>>, work: () => Promise<T>): Promise<T> {
  const child: ChildProcess = spawn(process.execPath, [OTHER, 'smpp', JSON.stringify(behaviour)], { stdio: 'ignore' });
  try {
    return await work();
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

function profile(yaml: string): Profile {
  return profileOf(parseYaml('p.yaml', yaml), {});
}

async function certify(wanted: Profile, cases: readonly string[]): Promise<RunSummary> {
  const run = await startRun({
    iut: 'handset',
    profile: wanted,
    world: 'live',
    cases,
    suites: [],
    requirements: [],
    grep: [],
    quick: false,
    shard: null,
    workers: 4,
    seed: 1,
    strict: false,
    progress: () => undefined,
  });
  await Promise.all(run.planned.map(({ key }) => run.ask(key)));
  return run.finish(false);
}

function outcomes(summary: RunSummary, outcome: string): readonly string[] {
  return summary.requirements
    .filter((one) => one.outcome === outcome)
    .map(({ requirement }) => requirement.id)
    .sort();
}

test('a handset of another make that binds to our SMSC passes by what its inbox shows', async () => {
  const [port, inbox] = [await freePort(), path.join(folder, 'passes.jsonl')];
  const wanted = profile(`iut: handset\nsmsc: { listen: 127.0.0.1:${port} }\nhandset: { inbox: file:${inbox} }\n`);
  const summary = await withHandset({ port, inbox }, async () => certify(wanted, CASES));
  expect(outcomes(summary, 'fail')).toEqual([]);
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(outcomes(summary, 'inconc')).toEqual([]);
  for (const id of ['RSM-002', 'RSM-003', 'RSM-010', 'STP-06']) expect(outcomes(summary, 'pass')).toContain(id);
  expect(summary.exitCode).toBe(0);
});

test('one that puts segments together as they come fails RSM-002', async () => {
  const [port, inbox] = [await freePort(), path.join(folder, 'fails.jsonl')];
  const wanted = profile(`iut: handset\nsmsc: { listen: 127.0.0.1:${port} }\nhandset: { inbox: file:${inbox} }\n`);
  const behaviour = { port, inbox, bind: 'transceiver', saysTo: true, flaws: ['arrival-order'] };
  const summary = await withHandset(behaviour, async () => certify(wanted, CASES.slice(0, 1)));
  expect(outcomes(summary, 'fail')).toContain('RSM-002');
  expect(summary.exitCode).toBe(1);
});

test('without an inbox nothing is said of reassembly', async () => {
  const port = await freePort();
  const wanted = profile(`iut: handset\nsmsc: { listen: 127.0.0.1:${port} }\n`);
  const inbox = path.join(folder, 'unseen.jsonl');
  const summary = await withHandset({ port, inbox }, async () => certify(wanted, CASES.slice(0, 1)));
  const [row] = summary.requirements.filter(({ requirement }) => requirement.id === 'RSM-002');
  expect([row?.outcome, row?.reason]).toEqual(['none', 'not observable here: push at the handset']);
  expect(outcomes(summary, 'fail')).toEqual([]);
});

test('a handset that is refused is told which account the profile has', async () => {
  const port = await freePort();
  const wanted = profile(`iut: handset\nsmsc: { listen: 127.0.0.1:${port}, systemId: hs, password: secret }\n`);
  await withHandset({ port, inbox: path.join(folder, 'refused.jsonl') }, async () => {
    await expect(certify(wanted, CASES)).rejects.toThrow(
      /bind at listen:127\.0\.0\.1:\d+ was refused with ESME_RBINDFAIL/,
    );
  });
});

test('an inbox whose command has ended is told before anything is run', async () => {
  const port = await freePort();
  const wanted = profile(
    `iut: handset\nsmsc: { listen: 127.0.0.1:${port} }\nhandset: { inbox: 'exec:no-such-inbox' }\n`,
  );
  await withHandset({ port, inbox: path.join(folder, 'ended.jsonl') }, async () => {
    await expect(certify(wanted, CASES)).rejects.toThrow(
      /handset\.inbox: its command has ended; it said: .*no-such-inbox/,
    );
  });
});
