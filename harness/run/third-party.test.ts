import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { certify as certifyOn, laboratoryProfile as profileAt, outcomes, withSmsc } from './test-certify.ts';
import type { Profile } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';

test.setTimeout(150_000);

const certify = (profile: Profile, wanted: readonly string[] = []): Promise<RunSummary> => certifyOn(profile, wanted);

test('a correct SMSC of another make, which retries in rounds and fails with bare headers, passes', async () => {
  const summary = await withSmsc({}, (port) => certify(profileAt(port)));
  expect(outcomes(summary, 'fail')).toEqual([]);
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(outcomes(summary, 'inconc')).toEqual([]);
  const passed = outcomes(summary, 'pass');
  for (const id of ['CLM-1', 'CLM-2', 'CLM-3', 'CLM-4', 'SEG-004', 'STP-07', 'TXN-008', 'TXN-018']) {
    expect(passed).toContain(id);
  }
  expect(summary.exitCode).toBe(0);
});

test('a correct SMSC with 16-bit references, the concatenation element first and retries in place passes', async () => {
  const behaviour = { concatenationLast: false, referenceBits: 16, retry: 'in-place' } as const;
  const summary = await withSmsc(behaviour, (port) => certify(profileAt(port)));
  expect(outcomes(summary, 'fail')).toEqual([]);
  expect(summary.exitCode).toBe(0);
});

const QUICK = ['segmentation/one-octet-over-two-segments', 'smpp-transaction/refused-push-fails-once'];

test('an SMSC that binds transceivers only, one session of them, and writes national numbers, passes on that session', async () => {
  const behaviour = { forms: ['transceiver'], sessions: 1, numbers: 'national' } as const;
  const summary = await withSmsc(behaviour, (port) => certify(profileAt(port), QUICK));
  expect(outcomes(summary, 'fail')).toEqual([]);
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(summary.exitCode).toBe(0);
  expect(summary.notes.join()).toContain("segments are taken on the PPG's own transceiver session");
});

test('an SMSC that delivers to whichever transceiver bound last, or allows one transmitter and one receiver, passes', async () => {
  for (const forms of [['transceiver'], ['transmitter', 'receiver']] as const) {
    const summary = await withSmsc({ forms, sessions: 2 }, (port) => certify(profileAt(port), QUICK));
    expect([forms, summary.exitCode]).toEqual([forms, 0]);
  }
});

test('an SMSC that takes submit_sm only is judged by submit_sm, and the report says so', async () => {
  const summary = await withSmsc({ commands: ['submit_sm'] }, (port) => certify(profileAt(port)));
  expect(summary.exitCode).toBe(0);
  expect(summary.notes.join()).toContain('data_sm in transaction mode is not taken');
});

test('an SMSC that answers on acceptance and sends the whole payload in one deliver_sm fails STP-08a and SEG-002', async () => {
  const summary = await withSmsc({ deliver: 'whole', answer: 'at-once' }, (port) => certify(profileAt(port)));
  expect(outcomes(summary, 'fail')).toContain('STP-08a');
  expect(outcomes(summary, 'fail')).toContain('SEG-002');
  expect(outcomes(summary, 'error')).toEqual([]);
  expect(summary.exitCode).toBe(1);
});

test('an SMSC that delivers and never answers fails STP-08d', async () => {
  const summary = await withSmsc({ answer: 'never' }, (port) =>
    certify(profileAt(port), ['segmentation/largest-lone-message']),
  );
  expect(outcomes(summary, 'fail')).toEqual(['STP-08d']);
  expect(summary.exitCode).toBe(1);
});

test('an SMSC that accepts and delivers nothing is told apart from one that delivers wrongly', async () => {
  await expect(withSmsc({ deliver: 'none' }, (port) => certify(profileAt(port)))).rejects.toThrow(
    'no segment reached 1555*****01…: routing, or the SMSC?',
  );
});

test('an SMSC that refuses binds, closes after them or never answers them ends the preflight with its reason', async () => {
  await expect(withSmsc({ bind: 'refuse' }, (port) => certify(profileAt(port)))).rejects.toThrow(
    'refused with 0x0000000d ESME_RBINDFAIL',
  );
  await expect(withSmsc({ bind: 'close-after' }, (port) => certify(profileAt(port)))).rejects.toThrow(
    /closes the session|session was lost/,
  );
  await expect(withSmsc({ bind: 'silence' }, (port) => certify(profileAt(port)))).rejects.toThrow(
    'no answer to the bind',
  );
});

test('a port where nothing listens is one clear sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(certify(profileAt(port))).rejects.toThrow(`smpp://pushproof:***@127.0.0.1:${port}: connection refused`);
});
