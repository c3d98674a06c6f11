import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import smpp, { type PDU } from 'smpp';
import { traceToPcapng } from '../capture/from-trace.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { referencePolicy as smscPolicy } from '../reference-impl/smsc/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { isMessage, type Trace } from '../trace/event.ts';
import { toHex } from '../wire/octets.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import { openStandIn } from '../world/stand-in.ts';
import { packageRoot } from './discover.ts';
import { builtInProfile } from './load-profile.ts';

test.setTimeout(60_000);

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
const hasNetSmpp = spawnSync('perl', ['-MNet::SMPP', '-e', '1']).status === 0;
const NO_TSHARK = 'tshark is not installed here: what it reads of these exchanges is not compared';
const NO_NET_SMPP = "Debian's Net::SMPP (libnet-smpp-perl) is not installed here: its exchanges are left out";
for (const said of [hasTshark ? null : NO_TSHARK, hasNetSmpp ? null : NO_NET_SMPP]) {
  if (said !== null) process.stderr.write(`skipped: ${said}\n`);
}

const ACCOUNT = { system_id: 'pushproof', password: 'secret08' };
const NUMBER = '15550100001';
const ADDRESSED = {
  source_addr_npi: 1,
  source_addr: '10658000',
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: NUMBER,
};
const OCTETS = { ...ADDRESSED, esm_class: 0x02, data_coding: 0x04 };
const TRANSMITTER = 'bind_transmitter';

/** One request of the `smpp` package after a bind, and command and status of the answer that it must get. */
type Exchange = {
  readonly name: string;
  readonly bind: string;
  readonly version: number;
  readonly password?: string;
  /** `null`: the bind is the exchange. */
  readonly request: { readonly command: string; readonly fields: Readonly<Record<string, unknown>> } | null;
  readonly answer: readonly [command: string, status: number];
};

function ask(name: string, command: string, fields: Readonly<Record<string, unknown>>, status: number): Exchange {
  return { name, bind: TRANSMITTER, version: 0x34, request: { command, fields }, answer: [`${command}_resp`, status] };
}

const BINDS = [TRANSMITTER, 'bind_receiver', 'bind_transceiver'];

const OF_THE_PACKAGE: readonly Exchange[] = [
  ...BINDS.flatMap((bind) =>
    [0x33, 0x34, 0x50].map((version): Exchange => {
      const name = `${bind} of version 0x${version.toString(16)}, and enquire_link`;
      return {
        name,
        bind,
        version,
        request: { command: 'enquire_link', fields: {} },
        answer: ['enquire_link_resp', 0],
      };
    }),
  ),
  {
    name: 'a wrong password',
    bind: TRANSMITTER,
    version: 0x34,
    password: 'guessed0',
    request: null,
    answer: ['bind_transmitter_resp', 0x0d],
  },
  ask('submit_sm of octets', 'submit_sm', { ...OCTETS, short_message: Buffer.from('010601836869', 'hex') }, 0),
  ask(
    'submit_sm with ports in TLVs',
    'submit_sm',
    { ...OCTETS, short_message: Buffer.from('010601836869', 'hex'), source_port: 9_200, dest_port: 2_948 },
    0,
  ),
  ask(
    'submit_sm with message_payload',
    'submit_sm',
    { ...OCTETS, message_payload: { message: Buffer.alloc(300, 0x61) } },
    0,
  ),
  ask(
    'submit_sm of UCS2',
    'submit_sm',
    { ...ADDRESSED, esm_class: 0x02, data_coding: 0x08, short_message: { message: 'Größe 大' } },
    0,
  ),
  ask(
    'submit_sm in default mode',
    'submit_sm',
    { ...ADDRESSED, data_coding: 0x04, short_message: Buffer.from('later') },
    0,
  ),
  ask(
    'submit_sm in datagram mode',
    'submit_sm',
    { ...ADDRESSED, esm_class: 0x01, data_coding: 0x04, short_message: Buffer.from('now') },
    0,
  ),
  ask('data_sm', 'data_sm', { ...OCTETS, message_payload: { message: Buffer.alloc(40, 0x62) } }, 0),
  ask(
    'data_sm in several segments',
    'data_sm',
    { ...OCTETS, message_payload: { message: Buffer.alloc(700, 0x63) } },
    0,
  ),
  ask('query_sm of nothing', 'query_sm', { message_id: 'no-such-id' }, 0x0c),
  ask('cancel_sm of nothing', 'cancel_sm', { message_id: 'no-such-id' }, 0x0c),
  ask('replace_sm of nothing', 'replace_sm', { message_id: 'no-such-id' }, 0x0c),
  ask('a second bind', 'bind_transmitter', { ...ACCOUNT, interface_version: 0x34 }, 0x05),
  ask('a bad destination TON', 'submit_sm', { ...OCTETS, dest_addr_ton: 7, short_message: Buffer.from('x') }, 0x50),
  {
    ...ask('submit_sm on a receiver session', 'submit_sm', { ...OCTETS, short_message: Buffer.from('x') }, 0x04),
    bind: 'bind_receiver',
  },
];

/** Exchanges of fixtures/peers/net-smpp.pl, with command_id and status of the last answer. */
const OF_NET_SMPP: readonly (readonly [name: string, answer: string])[] = [
  ['bind_transmitter', '0x80000002 0x00'],
  ['bind_receiver', '0x80000001 0x00'],
  ['bind_transceiver', '0x80000009 0x00'],
  ['wrong password', '0x80000002 0x0d'],
  ['enquire_link', '0x80000015 0x00'],
  ['submit_sm of text', '0x80000004 0x00'],
  ['submit_sm of octets', '0x80000004 0x00'],
  ['submit_sm with ports in a header', '0x80000004 0x00'],
  ['submit_sm in two segments', '0x80000004 0x00'],
  ['submit_sm in default mode', '0x80000004 0x00'],
  ['submit_sm with message_payload', '0x80000004 0x00'],
  ['data_sm', '0x80000103 0x00'],
  ['query_sm of nothing', '0x80000003 0x0c'],
  ['cancel_sm of nothing', '0x80000008 0x0c'],
  ['replace_sm of nothing', '0x80000007 0x0c'],
  ['submit_sm with a validity_period', '0x80000004 0x00'],
];

test('forty exchanges with peers of other makes end as they must, and tshark reads the same octets', async () => {
  expect(OF_THE_PACKAGE.length + OF_NET_SMPP.length).toBe(40);
  const world = makeLiveWorld({ seed: 1, faults: new Map() });
  const standIn = await openStandIn('ppg');
  try {
    const parties = {
      ppg: standIn.make,
      smsc: makeReferenceSmsc(smscPolicy),
      handset: makeReferenceHandset(handsetPolicy),
    };
    const profile = builtInProfile();
    const settings = { profile, variant: [], seed: 1, numbers: [NUMBER], epochUtc: '', connection: 'own' } as const;
    const chain = await world.open('forty exchanges', parties, settings);
    standIn.join(chain);
    const wrong: string[] = [];
    for (const exchange of OF_THE_PACKAGE) {
      const [command, status] = await exchanged(exchange, standIn.port);
      const [wantedCommand, wanted] = exchange.answer;
      if (command !== wantedCommand || status !== wanted) wrong.push(`smpp, ${exchange.name}: ${command} ${status}`);
    }
    for (const [name, wanted] of hasNetSmpp ? OF_NET_SMPP : []) {
      const answer = await exchangedByNetSmpp(name, standIn.port);
      if (answer !== wanted) wrong.push(`Net::SMPP, ${name}: ${answer}`);
    }
    expect(wrong).toEqual([]);
    if (!hasNetSmpp) test.info().annotations.push({ type: 'skipped', description: NO_NET_SMPP });
    if (!hasTshark) test.info().annotations.push({ type: 'skipped', description: NO_TSHARK });
    else assertReadByTshark(chain.trace());
  } finally {
    await standIn.close();
    await world.close();
  }
});

/** Command and status of the answer, or of the bind's where it was refused. */
async function exchanged(exchange: Exchange, port: number): Promise<readonly [string, number]> {
  const session = smpp.connect({ host: '127.0.0.1', port });
  session.on('error', () => undefined);
  session.on('deliver_sm', (pdu: PDU) => session.send(pdu.response()));
  const send = (pdu: PDU): Promise<PDU> => new Promise((done) => session.send(pdu, done));
  await once(session, 'connect');
  const account = { ...ACCOUNT, interface_version: exchange.version, address_range: '^9{20}$' };
  const bind = await send(new smpp.PDU(exchange.bind, { ...account, password: exchange.password ?? ACCOUNT.password }));
  const { request } = exchange;
  const answer =
    request === null || bind.command_status !== 0 ? bind : await send(new smpp.PDU(request.command, request.fields));
  if (bind.command_status === 0) await send(new smpp.PDU('unbind'));
  const closed = once(session, 'close');
  session.close();
  await closed;
  return [answer.command, answer.command_status];
}

async function exchangedByNetSmpp(name: string, port: number): Promise<string> {
  const script = join(packageRoot(), 'fixtures/peers/net-smpp.pl');
  const child = spawn('perl', [script, String(port), name, NUMBER], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return said.trim();
}

/** Every PDU that was sent, as its octets: tshark finds none malformed, and none more. */
function assertReadByTshark(trace: Trace): void {
  const file = test.info().outputPath('capture.pcapng');
  writeFileSync(file, traceToPcapng(trace, { comments: new Map() }));
  const read = tshark(file, ['-Y', 'smpp', '-T', 'fields', '-e', 'tcp.payload'])
    .split('\n')
    .flatMap((line) => line.trim().split(',').filter(Boolean));
  const sent = trace.events
    .filter(isMessage)
    .filter(({ direction, message }) => direction === 'out' && message.kind === 'smpp')
    .map(({ octets }) => toHex(octets).replace(PASSWORDS, MASK));
  expect(read.sort()).toEqual(sent.sort());
  const numbers = tshark(file, ['-Y', 'smpp', '-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])]);
  const headers = numbers
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t').map(Number).join(' '));
  const ours = trace.events.filter(isMessage).flatMap(({ direction, message }) => {
    if (direction !== 'out' || message.kind !== 'smpp') return [];
    const { command_length, command_id, sequence_number } = message.pdu;
    return [`${command_length} ${command_id} ${sequence_number}`];
  });
  expect(headers.sort()).toEqual(ours.sort());
  // What is pushed is not always a push: WSP's own opinion of it is no matter here.
  expect(tshark(file, ['-Y', 'smpp && _ws.malformed && !wsp'])).toBe('');
}

/** A capture has stars for what a bind gives as password. */
const PASSWORDS = new RegExp(['secret08', 'guessed0'].map((one) => Buffer.from(one).toString('hex')).join('|'));
const MASK = '2a'.repeat(8);
const FIELDS = ['smpp.command_length', 'smpp.command_id', 'smpp.sequence_number'];

function tshark(file: string, args: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync('tshark', ['-n', '-r', file, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}
