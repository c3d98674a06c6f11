import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { packageRoot } from '../discover.ts';
import { ATTACKS } from './attacks.ts';
import { attackPpg, type HostileHttpFigures } from './campaign.ts';

/** `npm run proof:hostile-http`: a gibibyte each, slow posts until their end, and a table. */
const isProof = process.env['npm_lifecycle_event'] === 'proof:hostile-http';

const GIB = 1_073_741_824;
const MIB = 1_048_576;

/** How far the PPG's memory may rise above what it needed for the first attack, in MiB: far less than what is thrown at it. */
const MOST_MIB = 96;

/** A PPG gives a request ten of its read timers of a second. */
const SLOW_MS = 15_000;

async function atServedPpg(size: { largest: number; slowMs: number | null }): Promise<HostileHttpFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'pushproof-hostile-'));
  const secretFile = join(folder, 'secret.txt');
  const secret = 'told-to-nobody';
  await writeFile(secretFile, secret);
  const ppg = spawn(
    process.execPath,
    ['harness/bin.mjs', 'serve', 'ppg', '--port', '0', '--target', 'smpp://a:b@127.0.0.1:1'],
    { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'ignore'] },
  );
  try {
    const port = await portOf(ppg);
    const figures = await attackPpg({ port, pid: ppg.pid ?? 0, secretFile, secret, slowPosts: 100, ...size });
    expect(ppg.exitCode).toBeNull();
    return figures;
  } finally {
    ppg.kill('SIGTERM');
    await once(ppg, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function portOf(served: ChildProcess): Promise<number> {
  if (served.stdout === null) return 0;
  for await (const line of createInterface({ input: served.stdout })) {
    const port = /listens on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  return 0;
}

function expectBorne({ borne, secretTold, trapped, slow }: HostileHttpFigures): void {
  expect(
    borne
      .filter(({ allowed }) => !allowed)
      .map(({ name, reaction, sentOctets }) => `${name}: ${reaction} after ${sentOctets} octets`),
  ).toEqual([]);
  expect(borne.filter(({ next }) => next !== 'pap 1001').map(({ name, next }) => `after ${name}: ${next}`)).toEqual([]);
  expect(borne.filter(({ smuggled }) => smuggled).map(({ name }) => name)).toEqual([]);
  expect({ secretTold, trapped }).toEqual({ secretTold: false, trapped: 0 });
  expect(slow.answered).toBe(10);
  const [first, last] = [borne[0]?.peakMib ?? null, borne.at(-1)?.peakMib ?? null];
  if (first !== null && last !== null) expect(last - first).toBeLessThan(MOST_MIB);
  expect(borne).toHaveLength(ATTACKS.length);
}

test('a served PPG bears entities, depth, floods and smuggling, and serves the next push', async () => {
  expectBorne(await atServedPpg({ largest: 16 * MIB, slowMs: null }));
});

test('a gibibyte each, and 100 slow posts to their end, leave a served PPG as it was', async () => {
  test.skip(!isProof, 'npm run proof:hostile-http');
  test.setTimeout(300_000);
  const figures = await atServedPpg({ largest: GIB, slowMs: SLOW_MS });
  for (const { name, reaction, sentOctets, nextMs, residentMib, peakMib } of figures.borne) {
    const cells = [`${sentOctets} octets`, reaction, `next ${nextMs} ms`, `RSS ${residentMib ?? '?'} MiB`];
    process.stdout.write(`${name.padEnd(40)} ${cells.join(', ')}, peak ${peakMib ?? '?'} MiB\n`);
  }
  const { posts, answered, slowestMs, ended } = figures.slow;
  process.stdout.write(
    `${posts} slow posts: ${answered} of 10 pushes answered, slowest ${slowestMs} ms; ${ended} ended\n`,
  );
  expectBorne(figures);
  expect(ended).toBe(100);
  expect(Math.max(...figures.borne.map(({ nextMs }) => nextMs), slowestMs)).toBeLessThan(1_000);
});
