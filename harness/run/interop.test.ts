import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { traceToPcapng } from '../capture/from-trace.ts';
import type { Profile } from '../core/profile.ts';
import { makeRng } from '../core/rng.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { makeContent } from '../reference-impl/pi/content.ts';
import { transform } from '../reference-impl/ppg/transform.ts';
import { BUILT_IN_ACCOUNT, referencePolicy as smscPolicy } from '../reference-impl/smsc/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { isMessage, type Trace } from '../trace/event.ts';
import { equal, toHex } from '../wire/octets.ts';
import { decodePap } from '../wire/pap/message.ts';
import { concatenation } from '../wire/sm/udh.ts';
import { userData } from '../wire/smpp/user-data.ts';
import { encodePush } from '../wire/wsp/push.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import { startPackageEsme } from '../world/package-esme.ts';
import { comparePackage, PACKAGE_CANNOT } from '../world/package-reading.ts';
import { openStandIn } from '../world/stand-in.ts';
import { packageRoot } from './discover.ts';
import { judge } from './judge.ts';
import { builtInProfile } from './load-profile.ts';
import { loadHarness } from './run.ts';

/** A push that goes over the air, in how many segments, and with references of how many bits. */
type Push = {
  readonly title: string;
  readonly octets: Uint8Array;
  readonly segments: number;
  readonly bits: 8 | 16;
};

/** The six pushes; segments are counted by hand: 140 less 1, 6 for the ports, and 5 or 6 for the concatenation. */
const PUSHES: readonly Push[] = [
  { title: 'an SI recorded from Kannel', octets: recorded('service-indication'), segments: 3, bits: 8 },
  { title: 'an MMS notification recorded from Kannel', octets: recorded('mms-notification'), segments: 2, bits: 8 },
  { title: 'a notification of 2,000 octets', octets: notification(2_000), segments: 16, bits: 8 },
  {
    title: 'a UTF-8 SI with a long URL recorded from Kannel',
    octets: recorded('service-indication-utf-8'),
    segments: 4,
    bits: 8,
  },
  { title: 'an SL recorded from Kannel', octets: recorded('service-loading'), segments: 2, bits: 8 },
  { title: 'a notification of 32,385 octets', octets: notification(32_385), segments: 255, bits: 16 },
];

const FORMS = [
  { command: 'submit_sm', ports: 'udh' },
  { command: 'submit_sm', ports: 'tlv' },
  { command: 'data_sm', ports: 'udh' },
  { command: 'data_sm', ports: 'tlv' },
] as const;

const WITHIN_SECONDS = 30;
const SECOND_US = 1_000_000;

/** Rules for the SMSC that these exchanges must exercise, whoever the ESME is. */
const EXERCISED = ['SEG-002', 'SEG-004', 'STP-08a', 'STP-08d'];

const tshark = spawnSync('tshark', ['--version']).status === 0;
const NO_TSHARK = 'tshark is not installed here: nobody but us and the smpp package has read these octets';
if (!tshark) process.stderr.write(`skipped: ${NO_TSHARK}\n`);

for (const push of PUSHES) {
  test(`${push.title}, submitted by the smpp package in four ways, arrives octet for octet`, async () => {
    const profile = patient(builtInProfile());
    const trace = await exchange(push, profile);

    const shown = trace.events.filter(isMessage).filter(({ pco }) => pco === 'push');
    assert.deepEqual(
      shown.map(({ octets }) => equal(octets, push.octets)),
      FORMS.map(() => true),
    );
    assert.deepEqual(segmentsOf(trace), Array(push.segments * FORMS.length).fill(`${push.bits} of ${push.segments}`));
    await assertJudgedWell(trace, profile);
    assertReadAlike(trace);
    if (!tshark) test.info().annotations.push({ type: 'skipped', description: NO_TSHARK });
    else assertReadByTshark(trace, push);
    expect(shown).toHaveLength(FORMS.length);
  });
}

/** The WSP push that our PPG makes of what real software sent. */
function recorded(name: string): Uint8Array {
  const file = join(packageRoot(), 'fixtures/golden/pap', `kannel-1.4.5-${name}.http`);
  const { content } = decodePap(readFileSync(file));
  assert.ok(content !== null);
  const made = transform(content);
  assert.ok(made.kind === 'content');
  const { media, charset, applicationId, headers, body } = made.content;
  return encodePush({ tid: 1, contentType: media, charset, applicationId, headers, body });
}

/** An MMS notification of so many octets as a WSP push. */
function notification(wdpOctets: number): Uint8Array {
  const utc = '2026-01-02T03:04:05Z';
  const content = makeContent({ kind: 'mms-notification', wdpOctets, utc, rng: makeRng(wdpOctets) });
  return encodePush({ tid: 1, charset: null, headers: [], ...content });
}

/** 255 answers, one after the other, on a machine that is busy. */
function patient(profile: Profile): Profile {
  const ms = WITHIN_SECONDS * 1_000;
  return { ...profile, timers: { ...profile.timers, transactionMs: ms, reassemblyMs: 2 * ms, ackMs: 5_000 } };
}

/** The package's ESME submits the push in each form, one after the other, to our SMSC, which has our handset. */
async function exchange(push: Push, profile: Profile): Promise<Trace> {
  const world = makeLiveWorld({ seed: 1, faults: new Map() });
  const standIn = await openStandIn('ppg');
  try {
    const numbers = profile.handset.numbers.slice(0, 1);
    const parties = {
      ppg: standIn.make,
      smsc: makeReferenceSmsc({ ...smscPolicy, referenceBits: push.bits }),
      handset: makeReferenceHandset(handsetPolicy),
    };
    const settings = { profile, variant: [], seed: 1, numbers, epochUtc: '', connection: 'own' } as const;
    const chain = await world.open(push.title, parties, settings);
    standIn.join(chain);
    const esme = await startPackageEsme({ port: standIn.port, ...BUILT_IN_ACCOUNT, bind: 'bind_transmitter' });
    for (const form of FORMS) {
      const submission = { ...form, to: numbers[0] ?? '', push: push.octets, withinSeconds: WITHIN_SECONDS };
      const answer = await esme.submit(submission);
      assert.deepEqual([answer.command, answer.command_status], [`${form.command}_resp`, 0]);
    }
    await esme.close();
    await chain.until('the session is closed', isLeft, SECOND_US);
    return chain.trace();
  } finally {
    await standIn.close();
    await world.close();
  }
}

function isLeft({ events }: Trace): boolean {
  return events.some(({ party, pco, kind }) => party === 'smsc' && pco === 'smpp' && kind === 'closed');
}

/** `8 of 3` for each segment as the handset got it. */
function segmentsOf({ events }: Trace): readonly string[] {
  return events.filter(isMessage).flatMap(({ party, direction, message }) => {
    if (party !== 'handset' || direction !== 'in' || message.name !== 'deliver_sm') return [];
    assert.ok(message.kind === 'smpp');
    const { udh } = userData(message.pdu);
    const part = udh === null ? null : concatenation(udh);
    return [part === null ? 'alone' : `${part.bits} of ${part.total}`];
  });
}

async function assertJudgedWell(trace: Trace, profile: Profile): Promise<void> {
  const { oracles, catalogue } = await loadHarness();
  const judgement = judge(trace, { oracles, catalogue, profile, iut: 'chain' });
  const bad = [...judgement].filter(([, { verdict }]) => verdict === 'fail' || verdict === 'error');
  assert.deepEqual(
    bad.map(([id, { findings }]) => [id, findings[0]?.actual]),
    [],
  );
  for (const id of EXERCISED) assert.equal(judgement.get(id)?.verdict, 'pass', id);
}

/** Whatever our codec reads, the package reads to the same fields, but for what it cannot tell. */
function assertReadAlike({ events }: Trace): void {
  const expected: readonly string[] = [PACKAGE_CANNOT.counts, PACKAGE_CANNOT.times, PACKAGE_CANNOT.long];
  for (const { message, octets } of events.filter(isMessage)) {
    if (message.kind !== 'smpp') continue;
    assert.deepEqual(message.pdu.problems, []);
    const { differences, silent, same } = comparePackage(octets);
    assert.deepEqual(differences, []);
    assert.ok(same >= 5);
    for (const what of silent) assert.ok(expected.includes(what), what);
  }
}

/** tshark finds nothing malformed, and puts each push together to the same octets. */
function assertReadByTshark(trace: Trace, { octets }: Push): void {
  const file = test.info().outputPath('capture.pcapng');
  writeFileSync(file, traceToPcapng(trace, { comments: new Map() }));
  const expert = ask(file, ['-T', 'fields', '-e', '_ws.expert']);
  assert.deepEqual([...expert.matchAll(/\((?:Error|Warning)\/[^)]*\): [^,\n]*/g)].map(String), []);
  const dump = ask(file, ['-x', '-Y', 'gsm_sms_ud.reassembled.length']);
  assert.deepEqual(
    reassembledIn(dump).map((hex) => hex === toHex(octets)),
    FORMS.map(() => true),
  );
}

function ask(file: string, args: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync('tshark', ['-n', '-r', file, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** The octets below each "Reassembled Short Message (189 bytes):" of tshark's hex dumps. */
function reassembledIn(dump: string): readonly string[] {
  return dump
    .split(/^(?=[A-Z][^\n]* \(\d+ bytes\):$)/m)
    .filter((section) => section.startsWith('Reassembled Short Message'))
    .map((section) =>
      [...section.matchAll(/^[0-9a-f]{4,} {2}((?:[0-9a-f]{2} ?)+) /gm)]
        .map(([, hex = '']) => hex.replaceAll(' ', ''))
        .join(''),
    );
}
