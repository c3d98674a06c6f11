import { expect, test } from '@playwright/test';
import type { ChainSettings } from '../core/settings.ts';
import type { Profile } from '../core/profile.ts';
import splits from '../fakes/ppg/splits-the-push.fake.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { referencePolicy, type PpgPolicy } from '../reference-impl/ppg/policy.ts';
import type { RunSummary } from '../trace/finding.ts';
import { startLonePpg } from '../world/live/lone-ppg.ts';
import { builtInProfile } from './load-profile.ts';
import { certifyPpg, freePort, freePpgPorts, ppgProfile, requirementsThat } from './test-ppg.ts';

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
async function certify(policy: Partial<PpgPolicy>, cases: readonly string[]): Promise<RunSummary> {
  const ports = await freePpgPorts();
  const profile = ppgProfile(ports);
  const ppg = await startLonePpg(makeReferencePpg({ ...referencePolicy, ...policy }), ports, alone(profile));
  try {
    return await certifyPpg(profile, cases);
  } finally {
    await ppg.close();
  }
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
  const summary = await certify({}, CASES);
  expect(requirementsThat(summary, 'fail')).toEqual([]);
  expect(requirementsThat(summary, 'error')).toEqual([]);
  expect(requirementsThat(summary, 'inconc')).toEqual([]);
  const passed = requirementsThat(summary, 'pass').filter((id) => /^(CLM|STP|PPG)-/.test(id));
  expect(passed).toEqual(
    [
      ...['CLM-1', 'CLM-3', 'CLM-4', 'CLM-5', 'CLM-7'],
      ...['PPG-MAP-001', 'PPG-MAP-002', 'PPG-MAP-004', 'PPG-MAP-005', 'PPG-MAP-006'],
      ...['PPG-SUS-001', 'PPG-SUS-002', 'PPG-SUS-003', 'PPG-SUS-004', 'PPG-SUS-005', 'PPG-SUS-006'],
      ...['PPG-SUS-007', 'PPG-SUS-008', 'PPG-SUS-009', 'PPG-SUS-010', 'PPG-SUS-011', 'PPG-SUS-014', 'PPG-SUS-015'],
      ...['STP-02', 'STP-03a', 'STP-03b', 'STP-03c', 'STP-08c', 'STP-09'],
    ].sort(),
  );
  expect(summary.exitCode).toBe(0);
});

test('a PPG that binds, and is not where its URL says, is one clear sentence', async () => {
  const ports = await freePpgPorts();
  const elsewhere = await freePort();
  const ppg = await startLonePpg(
    makeReferencePpg(referencePolicy),
    { ...ports, pap: elsewhere },
    alone(ppgProfile(ports)),
  );
  try {
    await expect(certifyPpg(ppgProfile(ports), CASES)).rejects.toThrow(
      `http://127.0.0.1:${ports.pap}/pap: connection refused`,
    );
  } finally {
    await ppg.close();
  }
});

test('a PPG that splits the push fails STP-03a', async () => {
  const summary = await certify(splits.policy ?? {}, ['push-is-submitted-whole']);
  expect(requirementsThat(summary, 'fail')).toContain('STP-03a');
  expect(requirementsThat(summary, 'error')).toEqual([]);
  expect(summary.exitCode).toBe(1);
});
