import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runWithKills, type KillFigures } from './kill-run.ts';

/** `npm run proof:kills`: it takes minutes, and prints a table. */
const isProof = process.env['npm_lifecycle_event'] === 'proof:kills';

const RUNS = 10;
const KILLS = 10;

/** Effects between two kills of one run; more than there are runs, so that no number comes twice. */
const SPACING = 25;

async function inFolder(pushes: number, dieAt: readonly number[]): Promise<KillFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'pushproof-kills-'));
  try {
    return await runWithKills({ store: folder, pushes, dieAt });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function expectNothingLost(figures: KillFigures, pushes: number, deaths: number): void {
  const { accepted, ended, lost, contradicted, submittedAgain, wrong } = figures;
  expect({ deaths: figures.deaths.length, accepted, ended, lost, contradicted, submittedAgain, wrong }).toEqual({
    deaths,
    accepted: pushes,
    ended: pushes,
    lost: 0,
    contradicted: 0,
    submittedAgain: 0,
    wrong: 0,
  });
}

test('a PPG killed by SIGKILL at four effects of a run ends each push that it has accepted in one result', async () => {
  expectNothingLost(await inFolder(40, [150, 3, 90, 41]), 40, 4);
});

test('100 kills at 100 different effects, in runs of 200 pushes, lose none', async () => {
  test.skip(!isProof, 'npm run proof:kills');
  test.setTimeout(RUNS * 120_000);
  const row = (cells: readonly (string | number)[]): void =>
    void process.stdout.write(`${cells.map((cell) => String(cell).padStart(12)).join('')}\n`);
  row(['run', 'kills', 'accepted', 'ended', 'repeated', 'unknown', 'lost', 'otherwise', 'again', 'wrong']);
  const places = new Set<string>();
  const kinds = new Map<string, number>();
  for (let run = 1; run <= RUNS; run += 1) {
    // Not in order: early effects of a later life are those of a recovery.
    const dieAt = Array.from({ length: KILLS }, (_, at) => run + SPACING * ((7 * at + 3) % KILLS));
    const figures = await inFolder(200, dieAt);
    const { deaths, accepted, ended, repeated, unknown, lost, contradicted, submittedAgain, wrong } = figures;
    row([run, deaths.length, accepted, ended, repeated, unknown, lost, contradicted, submittedAgain, wrong]);
    for (const death of deaths) {
      const [place = '', kind = ''] = death.split(', ');
      places.add(place);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expectNothingLost(figures, 200, KILLS);
  }
  process.stdout.write(`killed in place of ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}\n`);
  expect(places.size).toBe(RUNS * KILLS);
});
