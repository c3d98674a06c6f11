import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, pushproof } from './test-call.ts';

test.describe.configure({ timeout: 120_000 });

let folder = '';
test.beforeEach(async () => {
  folder = await emptyFolder();
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

type FuzzJson = { readonly verdict: string; readonly runs: number; readonly seed: number };
type CampaignJson = { readonly seed: number; readonly rounds: Readonly<Record<string, number>> };

test('a campaign tells runs, rate, classes and counterexamples as one JSON object', async () => {
  const { code, stdout } = await pushproof(
    ['fuzz', 'pdus-are-read-back', '--runs', '2000', '--json', '--quiet'],
    folder,
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 1,
    command: 'fuzz',
    iut: 'chain',
    target: null,
    world: 'sim',
    seed: 1,
    verdict: 'pass',
    runs: 2_000,
    classes: { reached: 33, total: 33 },
    counterexamples: [],
  });
  expect(existsSync(join(folder, 'pushproof-results', 'latest-fuzz', 'fuzz.json'))).toBe(true);
});

test('an interrupted campaign says so, and is resumed where it stopped', async () => {
  let asked = false;
  const args = ['fuzz', 'pdus-are-read-back', '--runs', '1000000000', '--seed', '7', '--json'];
  const { code, stdout } = await pushproof(args, folder, (stderr, kill) => {
    if (asked || !stderr.includes('pdus-are-read-back: ')) return;
    asked = true;
    kill('SIGINT');
  });
  const told = JSON.parse(stdout) as FuzzJson;
  expect([code, told.verdict, told.seed]).toEqual([130, 'none', 7]);
  const before = campaignOf(join(folder, 'pushproof-results', 'latest-fuzz'));

  const more = ['fuzz', 'pdus-are-read-back', '--runs', '100', '--json', '--quiet'];
  const resumed = await pushproof([...more, '--resume', 'pushproof-results/latest-fuzz'], folder);
  expect(resumed.code).toBe(0);
  expect((JSON.parse(resumed.stdout) as FuzzJson).seed).toBe(7);
  const after = campaignOf(join(folder, 'pushproof-results', 'latest-fuzz'));
  const done = (one: CampaignJson): number => one.rounds['pdus-are-read-back'] ?? Number.NaN;
  expect(done(after) - done(before)).toBe(2);
});

function campaignOf(path: string): CampaignJson {
  return JSON.parse(readFileSync(join(path, 'campaign.json'), 'utf8')) as CampaignJson;
}
