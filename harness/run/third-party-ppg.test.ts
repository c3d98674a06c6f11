import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import type { ChainSettings } from '../core/settings.ts';
import type { Profile, Target } from '../core/profile.ts';
import splits from '../fakes/ppg/splits-the-push.fake.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { referencePolicy, type PpgPolicy } from '../reference-impl/ppg/policy.ts';
import type { RunSummary } from '../trace/finding.ts';
import { startLonePpg, type PpgPorts } from '../world/live/lone-ppg.ts';
import { builtInProfile, profileFromTarget } from './load-profile.ts';
import { startRun } from './run.ts';

/** A PPG of a laboratory: its times are short, so that what never comes is known soon. */
function profileOf(ports: PpgPorts): Profile {
  const profile = profileFromTarget('ppg', `http://127.0.0.1:${ports.pap}/pap`);
  const listenAt = (port: number): Target => ({
    scheme: 'listen',
    host: '127.0.0.1',
    port,
    user: '',
    password: '',
    path: '',
  });
  return {
    ...profile,
    smsc: { listen: listenAt(ports.smsc), systemId: '', password: '' },
    notify: { listen: listenAt(ports.notify), url: `http://127.0.0.1:${ports.notify}/results?of=pushproof` },
    timers: {
      ...profile.timers,
      transactionMs: 1_000,
      responseMs: 1_500,
      papMs: 500,
      notifyMs: 500,
      backoffMs: 100,
    },
    limits: { ...profile.limits, submitPerSecond: 200 },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function certify(profile: Profile, cases: readonly string[]): Promise<RunSummary> {
  const run = await startRun({
    iut: 'ppg',
    profile,
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

/** What the PPG itself knows: its own times, and nothing of the run. */
function alone({ timers }: Profile): ChainSettings {
  const builtIn = builtInProfile();
  return {
    profile: { ...builtIn, timers: { ...builtIn.timers, ...timers } },
    variant: [],
    seed: 1,
    numbers: [],
    epochUtc: '2026-01-02T03:04:05Z',
    connection: 'shared',
  };
}

/** Runs cases at a PPG that is served as somebody else's: all that is known of it is its URL, and where it will bind. */
async function certifyPpg(policy: Partial<PpgPolicy>, cases: readonly string[]): Promise<RunSummary> {
  const ports = { pap: await freePort(), smsc: await freePort(), notify: await freePort() };
  const profile = profileOf(ports);
  const ppg = await startLonePpg(makeReferencePpg({ ...referencePolicy, ...policy }), ports, alone(profile));
  try {
    return await certify(profile, cases);
  } finally {
    await ppg.close();
  }
}

function outcomes(summary: RunSummary, outcome: string): readonly string[] {
  return summary.requirements
    .filter((one) => one.outcome === outcome)
    .map(({ requirement }) => requirement.id)
    .sort();
}

const CASES: readonly string[] = [
  'answer-does-not-wait-for-the-result',
  'failures-come-in-every-form',
  'form-is-the-same-beyond-one-segment',
  'generic-nack-is-a-failure',
  'late-response-changes-nothing',
  'lost-session-leaves-nothing-suspended',
  'results-are-not-mixed-up',
  'silent-smsc-ends-as-failure',
  'success-of-a-lone-message',
  'unfit-response-is-no-success',
  'unknown-response-is-ignored',
  'window-fills-and-nothing-is-lost',
];

test('our own PPG, served as a third party, passes what it is asked about suspension and results', async () => {
  const summary = await certifyPpg({}, CASES);
  expect(outcomes(summary, 'fail')).toEqual([]);
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(outcomes(summary, 'inconc')).toEqual([]);
  expect(outcomes(summary, 'pass')).toEqual(
    [
      ...['CLM-1', 'CLM-3', 'CLM-4', 'CLM-5'],
      ...['PPG-MAP-001', 'PPG-MAP-002', 'PPG-MAP-003', 'PPG-MAP-004', 'PPG-MAP-005', 'PPG-MAP-006'],
      ...['PPG-SUS-001', 'PPG-SUS-002', 'PPG-SUS-003', 'PPG-SUS-004', 'PPG-SUS-005', 'PPG-SUS-006'],
      ...['PPG-SUS-007', 'PPG-SUS-008', 'STP-02', 'STP-03a', 'STP-03b', 'STP-03c', 'STP-08c', 'STP-09'],
    ].sort(),
  );
  expect(summary.exitCode).toBe(0);
});

test('a PPG that binds, and is not where its URL says, is one clear sentence', async () => {
  const ports = { pap: await freePort(), smsc: await freePort(), notify: await freePort() };
  const elsewhere = await freePort();
  const ppg = await startLonePpg(
    makeReferencePpg(referencePolicy),
    { ...ports, pap: elsewhere },
    alone(profileOf(ports)),
  );
  try {
    await expect(certify(profileOf(ports), CASES)).rejects.toThrow(
      `http://127.0.0.1:${ports.pap}/pap: connection refused`,
    );
  } finally {
    await ppg.close();
  }
});

test('a PPG that splits the push fails STP-03a', async () => {
  const summary = await certifyPpg(splits.policy ?? {}, ['push-is-submitted-whole']);
  expect(outcomes(summary, 'fail')).toContain('STP-03a');
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(summary.exitCode).toBe(1);
});
