import assert from 'node:assert/strict';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { addressRangeOf } from './address-range.ts';
import { packageRoot } from './discover.ts';
import { builtInProfile, profileFromFile, profileFromTarget, profileOf } from './load-profile.ts';
import { parseYaml } from './yaml-place.ts';

const read = (text: string, environment: Readonly<Record<string, string>> = {}) =>
  profileOf(parseYaml('p.yaml', text), environment);

function refusal(text: string): string {
  try {
    read(text, { SECRET: 'geheim' });
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.ok(!error.message.includes('geheim'), error.message);
    return error.message;
  }
  return 'accepted';
}

const smsc = 'iut: smsc\ntarget: smpp://id:geheim@h\n';

test('an SMSC known by its URL alone has the defaults of the contract', () => {
  const profile = profileFromTarget('smsc', 'smpp://id:geheim@smsc.example');
  assert.equal(profile.name, 'smpp://id:***@smsc.example:2775');
  assert.deepEqual(profile.target, {
    scheme: 'smpp',
    host: 'smsc.example',
    port: 2775,
    user: 'id',
    password: 'geheim',
    path: '',
  });
  assert.deepEqual(profile.handset.target, profile.target);
  assert.deepEqual(profile.smpp, {
    interfaceVersion: 0x34,
    transaction: ['submit_sm', 'data_sm'],
    ports: ['udh', 'tlv'],
    systemType: '',
    serviceType: 'WAP',
    dataCoding: 0x04,
    source: { addr: '10658000', ton: 0, npi: 1 },
    destination: { ton: 1, npi: 1 },
    window: 10,
    enquireLinkMs: 30_000,
    binds: ['transmitter', 'transceiver'],
    deadlineSeconds: 10,
  });
  assert.deepEqual(profile.handset.binds, ['receiver', 'transceiver', 'shared']);
  assert.equal(profile.handset.addressRange, '^155501000(0[1-9]|1[0-6])$');
  assert.deepEqual(profile.handset.numbers.slice(0, 2), ['15550100001', '15550100002']);
  assert.deepEqual(profile.handset.numbers.slice(-1), ['15550100016']);
  assert.equal(profile.handset.numbers.length, 16);
  assert.deepEqual(profile.limits.numbers, profile.handset.numbers);
  assert.deepEqual(profile.policy, { attempts: null, maxSegments: 255 });
  assert.deepEqual(profile.statedTimers, []);
  assert.deepEqual(profile.timers, {
    transactionMs: 60_000,
    ackMs: 5_000,
    retryMs: 10_000,
    gapMs: 5_000,
    responseMs: 65_000,
    papMs: 5_000,
    notifyMs: 5_000,
    reassemblyMs: 60_000,
    linkMs: 5_000,
    backoffMs: 1_000,
    fetchMs: 30_000,
    clockSkewMs: 2_000,
  });
  assert.equal(profile.claims['retryWithinDeadline'], true);
});

test('each number of the built-in range, and no neighbour, is taken by its address_range', () => {
  const { addressRange, numbers } = builtInProfile().handset;
  for (const number of numbers) assert.match(number, new RegExp(addressRange));
  for (const number of ['15550100000', '15550100017', '155501000011'])
    assert.doesNotMatch(number, new RegExp(addressRange));
});

test('the built-in chain states each of its timers', () => {
  const { timers, statedTimers, smpp, handset, target } = builtInProfile();
  assert.equal(target, null);
  assert.deepEqual(timers, {
    transactionMs: 2_000,
    ackMs: 200,
    retryMs: 1_000,
    gapMs: 1_000,
    responseMs: 3_000,
    papMs: 1_000,
    notifyMs: 1_000,
    reassemblyMs: 4_000,
    sessionInitMs: 1_000,
    enquireMs: 1_000,
    inactivityMs: 600_000,
    linkMs: 500,
    readMs: 1_000,
    backoffMs: 100,
    fetchMs: 2_000,
    clockSkewMs: 0,
  });
  assert.equal(statedTimers.length, 16);
  assert.deepEqual(smpp.binds, ['transmitter', 'transceiver']);
  assert.deepEqual(handset.binds, ['receiver', 'transceiver']);
});

test('the example profile is read as it says', async () => {
  const file = path.join(packageRoot(), 'fixtures/profiles/example-smsc.yaml');
  const profile = await profileFromFile(file, { SMSC_PASSWORD: 'p@ss/1', HS_PASSWORD: 'h' });
  expect(profile.name).toBe('Example SMSC 7.2');
  expect(profile.target?.password).toBe('p@ss/1');
  assert.deepEqual([profile.handset.target?.user, profile.handset.target?.password], ['handset', 'h']);
  assert.deepEqual(profile.smpp.binds, ['transmitter']);
  assert.deepEqual(profile.handset.binds, ['receiver']);
  assert.equal(profile.handset.addressRange, '^155501');
  assert.deepEqual(profile.statedTimers, ['transactionMs', 'ackMs', 'retryMs', 'gapMs', 'responseMs', 'reassemblyMs']);
  assert.equal(profile.timers.retryMs, 1_000);
  assert.equal(profile.timers.papMs, 5_000);
  assert.deepEqual(profile.limits, { submitPerSecond: 20, segmentsPerRun: 2_000, numbers: ['1555*'] });
  assert.deepEqual(profile.steering, { absent: ['15550199991'], unknown: ['15550199992'], full: [] });
  assert.equal(profile.claims['storeAndForward'], true);
  await assert.rejects(profileFromFile(file, {}), (error: unknown) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /example-smsc\.yaml:8:9: the environment variable SMSC_PASSWORD is not set/);
    return true;
  });
});

test('a mistake in a profile is refused at its line and column, without any password', () => {
  const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
    [
      `${smsc}timers: { transactionsMs: 1 }\n`,
      /^p\.yaml:3:11: unknown key transactionsMs\n {2}Did you mean transactionMs\?/,
    ],
    [
      `${smsc}smpp: { window: ten }\n`,
      /^p\.yaml:3:17: smpp\.window must be a whole number, not a string\n {2}Write how many/,
    ],
    [`${smsc}smpp: { bind: transmiter }\n`, /^p\.yaml:3:15: .*transmiter\n {2}Did you mean transmitter\?/],
    [`${smsc}claims: { statusQuerry: true }\n`, /Did you mean statusQuery\?/],
    [
      `${smsc}handset: { numbers: [15550100001] }\n`,
      /^p\.yaml:3:22: handset\.numbers must be a string, not a whole number/,
    ],
    [`${smsc}limits: { numbers: ['1666*'] }\n`, /^p\.yaml:1:1: 1555\*{5}01 is not within limits\.numbers/],
    [
      `${smsc}timers: { responseMs: 60000 }\n`,
      /^p\.yaml:3:23: responseMs must be greater than transactionMs \(60000\)/,
    ],
    [
      `${smsc}smpp: { bind: transmitter }\nhandset: { bind: shared }\n`,
      /^p\.yaml:3:15: a transmitter session cannot be shared/,
    ],
    ['iut: smcs\ntarget: smpp://id:geheim@h\n', /^p\.yaml:1:6: iut: unknown value smcs\n {2}Did you mean smsc\?/],
    ['iut: smsc\n', /^p\.yaml:1:1: the key target is missing/],
    ['iut: smsc\ntarget: smpp://id:geheim\n', /^p\.yaml:2:9: the smpp URL cannot be read/],
    ['iut: smsc\ntarget: smpp://id:${SECRET}@h:99999\n', /^p\.yaml:2:9: the smpp URL cannot be read/],
    ['iut: smsc\ntarget: http://id:geheim@h\n', /^p\.yaml:2:9: http: is no target for the smsc/],
    [
      'iut: smsc\ntarget: smpp://id:${UNSET}@h\n',
      /^p\.yaml:2:9: the environment variable UNSET is not set\n {2}Set it: export UNSET=/,
    ],
    ['iut: [smsc\n', /^p\.yaml:\d+:\d+: /],
    ['iut: smsc\niut: ppg\n', /^p\.yaml:2:1: the key iut occurs twice/],
  ];
  for (const [text, message] of mistakes) assert.match(refusal(text), message);
});

test('what is stated replaces the default, and what follows from it follows', () => {
  assert.deepEqual(read(`${smsc}handset: { bind: shared }\n`).smpp.binds, ['transceiver']);
  assert.deepEqual(read(`${smsc}handset: { numbers: ['4917', '4918'] }\n`).handset.addressRange, '^(4917|4918)$');
  assert.equal(read(`${smsc}timers: { transactionMs: 90000 }\n`).timers.responseMs, 95_000);
  assert.equal(read(`${smsc}smpp: { ports: [udh] }\n`).claims['portTlvs'], false);
  assert.equal(read(`${smsc}smpp: { deadlineSeconds: null }\n`).smpp.deadlineSeconds, null);
});

test('a password from the environment may hold any character, and a host stays as it is', () => {
  const { target } = read('iut: smsc\ntarget: smpp://id:${SECRET}@${HOST}:1\n', {
    SECRET: 'a@b/c:%',
    HOST: 'h.example',
  });
  assert.deepEqual([target?.password, target?.host, target?.port], ['a@b/c:%', 'h.example', 1]);
});

test('a handset that comes to us, and a PPG with its listeners, are read', () => {
  const handset = read(
    "iut: handset\nsmsc: { listen: '127.0.0.1:2775', systemId: hs }\nhandset: { inbox: 'file:x' }\n",
  );
  assert.deepEqual([handset.target?.scheme, handset.target?.port], ['listen', 2775]);
  assert.deepEqual([handset.smsc?.listen.port, handset.smsc?.systemId, handset.handset.inbox], [2775, 'hs', 'file:x']);
  const ppg = read("iut: ppg\ntarget: http://u:p@h/pap\nnotify: { listen: '127.0.0.1:8080' }\npap: {}\n");
  assert.equal(ppg.notify?.url, 'http://127.0.0.1:8080/notify');
  assert.deepEqual(ppg.pap, { version: '2.0', ppgSpecifier: 'ppg.pushproof' });
});

test('an address_range names each number where there is room, else what they begin with', () => {
  assert.equal(addressRangeOf(['15550100001']), '^15550100001$');
  const three = ['15550100001', '15550100002', '15550100003'];
  assert.equal(addressRangeOf(three), '^(15550100001|15550100002|15550100003)$');
  assert.equal(addressRangeOf([...three, '15550100004']), '^1555010000');
  assert.equal(addressRangeOf(['491710000001', '15550100001', '861390000001', '447700900001']), '^');
});

test('a target without an implementation to judge is refused', () => {
  assert.throws(() => profileFromTarget('chain', 'smpp://h'), /--target: the built-in chain has no target/);
  assert.throws(
    () => profileFromTarget('ppg', 'smpp://h'),
    /smpp: is no target for the ppg\n {2}Its target begins with http:/,
  );
});
