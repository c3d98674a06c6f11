import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { test } from '@playwright/test';
import type { Profile } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { ChainSettings } from '../../core/settings.ts';
import drop from '../../faults/drop.fault.ts';
import { isMessage, type Trace } from '../../trace/event.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import { toyHandset, toyPpg, toySmsc } from '../test-actors.ts';
import { toyProfile, toySettings } from '../test-settings.ts';
import type { Chain, MakeActor, Parties } from '../world.ts';
import { makeLiveWorld } from './lab.ts';

const SECOND_US = 1_000_000;
const parties: Parties = { ppg: toyPpg, handset: toyHandset };
const faults = new Map([['drop', drop]]);

/** A target on a free port; `serve` gets each connection. Everything it does is its own. */
async function target(
  serve: (socket: Socket) => void,
): Promise<{ port: number; sockets: Set<Socket>; stop: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const stop = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: address.port, sockets, stop };
}

/** A target that runs the toy SMSC, elsewhere as far as the lab is concerned. */
async function toyTarget(): ReturnType<typeof target> {
  const actor = toySmsc({ of: () => assert.fail('it connects nowhere') }, toySettings);
  const sockets = new Map<string, Socket>();
  let count = 0;
  return target((socket) => {
    count += 1;
    const connection = `c${count}`;
    sockets.set(connection, socket);
    socket.on('data', (chunk: Buffer) => {
      for (const effect of actor.react({ kind: 'octets', connection, octets: new Uint8Array(chunk) }, 0)) {
        if (effect.kind === 'send') sockets.get(effect.connection)?.write(effect.octets);
      }
    });
  });
}

function settings(
  port: number,
  changes: Partial<Profile> & Partial<Pick<ChainSettings, 'numbers' | 'connection'>> = {},
): ChainSettings {
  const { numbers = ['15550100001'], connection = 'shared', ...profile } = changes;
  const smsc = { scheme: 'smpp', host: '127.0.0.1', port, user: 'toy', password: 'secret08', path: '' } as const;
  return { ...toySettings, numbers, connection, profile: { ...toyProfile, iut: 'smsc', target: smsc, ...profile } };
}

const submit = (chain: Chain, letter: number, octets: number): void =>
  chain.command('ppg', 'submit', { to: chain.numbers[letter], octets });

const shown =
  (times: number) =>
  ({ events }: Trace): boolean =>
    events.filter(({ pco }) => pco === 'push').length >= times;

function seenBy({ events }: Trace, party: string): string[] {
  return events
    .filter((event) => event.party === party)
    .map((event) => `${event.pco} ${isMessage(event) ? `${event.direction} ${event.message.name}` : event.kind}`);
}

test('a target SMSC has its view mirrored from our sockets, at the same times and under the same connection', async () => {
  const smsc = await toyTarget();
  const world = makeLiveWorld({ seed: 1, faults });
  const chain = await world.open('x', parties, settings(smsc.port));
  submit(chain, 0, 20);
  assert.equal(await chain.until('it is shown', shown(1), 5 * SECOND_US), true);
  await chain.rest(20_000);
  const trace = chain.trace();
  assert.deepEqual(trace.header.mirrored, ['smsc']);
  assert.ok(trace.header.timingToleranceUs > 0);
  assert.deepEqual(
    trace.header.observed.map(({ pco, parties: who }) => `${pco}: ${who.join(' ')}`),
    ['pap: ppg', 'smpp: ppg smsc', 'sm: smsc handset', 'push: handset'],
  );
  const seen = seenBy(trace, 'smsc').sort();
  assert.deepEqual(
    seen,
    [
      'smpp opened',
      'smpp in bind_transceiver',
      'smpp out bind_transceiver_resp',
      'smpp in submit_sm',
      'smpp out submit_sm_resp',
      'sm opened',
      'sm in bind_receiver',
      'sm out bind_receiver_resp',
      'sm out deliver_sm',
      'sm in deliver_sm_resp',
    ].sort(),
  );
  const submissions = trace.events.filter((event) => isMessage(event) && event.message.name === 'submit_sm');
  assert.equal(submissions.length, 2);
  assert.equal(submissions[0]?.atUs, submissions[1]?.atUs);
  assert.equal(submissions[0]?.connection, submissions[1]?.connection);
  await world.close();
  smsc.stop();
});

test('closing unbinds from the target, and gives up on one that does not answer', async () => {
  for (const answers of [true, false]) {
    const heard: number[] = [];
    const smsc = await target((socket) => {
      socket.on('data', (chunk: Buffer) => {
        const command = chunk.readUInt32BE(4);
        heard.push(command);
        const header = Buffer.from(chunk.subarray(0, 16));
        header.writeUInt32BE(16, 0);
        header.writeUInt32BE(command + 0x80000000, 4);
        if (answers || command !== 6) socket.write(header);
      });
    });
    const world = makeLiveWorld({ seed: 1, faults });
    await world.open('x', parties, settings(smsc.port));
    const began = performance.now();
    await world.close();
    const tookMs = performance.now() - began;
    assert.deepEqual(heard.sort(), [1, 6, 6, 9]);
    assert.ok(answers ? tookMs < 480 : tookMs > 490 && tookMs < 1_000);
    smsc.stop();
  }
});

test('cases share one pair of sessions on disjoint numbers, and each sees how they came up and only its own', async () => {
  const smsc = await toyTarget();
  const world = makeLiveWorld({ seed: 1, faults });
  const chains = await Promise.all([1, 2, 3].map(async (i) => world.open(`case ${i}`, parties, settings(smsc.port))));
  assert.equal(smsc.sockets.size, 2);
  assert.equal(new Set(chains.flatMap(({ numbers }) => numbers)).size, 3);
  for (const [i, chain] of chains.entries()) submit(chain, 0, 100 + i);
  chains[1]?.fault('smsc>handset', 'drop', { probability: 1 });
  for (const [i, chain] of chains.entries()) {
    assert.equal(await chain.until('it is shown', shown(1), i === 1 ? SECOND_US / 5 : 5 * SECOND_US), i !== 1);
  }
  await chains[0]?.rest(20_000);
  for (const chain of chains) {
    const names = seenBy(chain.trace(), 'ppg');
    assert.deepEqual(names.slice(0, 3), ['smpp opened', 'smpp out bind_transceiver', 'smpp in bind_transceiver_resp']);
    assert.deepEqual(names.slice(3), ['smpp out submit_sm', 'smpp in submit_sm_resp']);
    assert.equal(chain.trace().header.source.startsWith('case '), true);
  }
  assert.deepEqual(
    chains.map((chain) => chain.trace().events.filter(({ kind }) => kind === 'fault').length),
    [0, 1, 0],
  );
  await world.close();
  smsc.stop();
});

test('a case waits for numbers until others are done with theirs and have been quiet', async () => {
  const smsc = await toyTarget();
  const world = makeLiveWorld({ seed: 1, faults });
  const numbers = toyProfile.handset.numbers;
  const first = await world.open('first', parties, settings(smsc.port, { numbers }));
  const later = world.open('later', parties, settings(smsc.port, { numbers: numbers.slice(0, 2) }));
  await first.rest(50_000);
  const began = performance.now();
  await first.close();
  assert.equal((await later).numbers.length, 2);
  assert.ok(performance.now() - began >= 990);
  await assert.rejects(world.open('greedy', parties, settings(smsc.port, { numbers: [...numbers, '1'] })), UsageError);
  await world.close();
  smsc.stop();
});

test('a case that wants its own connection runs alone, on sessions of its own, and the shared ones come back after it', async () => {
  const smsc = await toyTarget();
  const world = makeLiveWorld({ seed: 1, faults });
  const first = await world.open('first', parties, settings(smsc.port));
  const own = world.open('own', parties, settings(smsc.port, { connection: 'own' }));
  const after = world.open('after', parties, settings(smsc.port));
  await first.rest(50_000);
  await first.close();
  const alone = await own;
  assert.equal(smsc.sockets.size, 2);
  submit(alone, 0, 9);
  assert.equal(await alone.until('it is shown', shown(1), 5 * SECOND_US), true);
  await alone.close();
  const again = await after;
  submit(again, 0, 9);
  assert.equal(await again.until('it is shown', shown(1), 5 * SECOND_US), true);
  assert.deepEqual(seenBy(again.trace(), 'handset').slice(0, 2), ['sm opened', 'sm out bind_receiver']);
  await world.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(smsc.sockets.size, 0);
  smsc.stop();
});

test('submissions keep the rate; beyond the guard rails none is sent, and the case is over with a reason', async () => {
  const smsc = await toyTarget();
  const world = makeLiveWorld({ seed: 1, faults });
  const limits = { submitPerSecond: 50, segmentsPerRun: 6, numbers: ['1555*'] };
  const chain = await world.open('x', parties, settings(smsc.port, { limits }));
  for (let i = 0; i < 5; i += 1) submit(chain, 0, 10);
  assert.equal(await chain.until('all are shown', shown(5), 5 * SECOND_US), true);
  const times = chain
    .trace()
    .events.filter((event) => isMessage(event) && event.party === 'ppg' && event.message.name === 'submit_sm')
    .map(({ atUs }) => atUs);
  assert.equal(times.length, 5);
  assert.ok((times[4] ?? 0) - (times[0] ?? 0) >= 79_000);

  submit(chain, 0, 254);
  assert.equal(await chain.until('a sixth', shown(6), 5 * SECOND_US), false);
  assert.match(chain.stopped() ?? '', /limits.segmentsPerRun: the run would send more than 6 segments; raise/);
  assert.equal(chain.trace().header.complete.end, false);
  assert.equal(seenBy(chain.trace(), 'ppg').filter((line) => line.endsWith('out submit_sm')).length, 5);
  await world.close();
  smsc.stop();
});

test('a handset side that shares the PPG’s session gets the segments from it and answers on it', async () => {
  const smsc = await target((socket) => {
    socket.on('data', (chunk: Buffer) => {
      const command = chunk.readUInt32BE(4);
      const sequence_number = chunk.readUInt32BE(12);
      if (command === 9) {
        socket.write(encodePdu({ command: 'bind_transceiver_resp', sequence_number }));
        const segment = { destination_addr: '15550100001', short_message: new Uint8Array(5) };
        socket.write(encodePdu({ command: 'deliver_sm', sequence_number: 77, fields: segment }));
        const receipt = { ...segment, esm_class: 0x04 };
        socket.write(encodePdu({ command: 'deliver_sm', sequence_number: 78, fields: receipt }));
      }
    });
  });
  const world = makeLiveWorld({ seed: 1, faults });
  const handset = { ...toyProfile.handset, binds: ['shared'] as const };
  const shared: Parties = {
    ppg: toyPpg,
    handset: () => ({
      react: (input) =>
        input.kind === 'octets'
          ? [
              {
                kind: 'send',
                connection: input.connection,
                octets: encodePdu({ command: 'deliver_sm_resp', sequence_number: 77 }),
              },
            ]
          : [],
    }),
  };
  const chain = await world.open('x', shared, settings(smsc.port, { handset }));
  await chain.until('it answers', ({ events }) => events.some(({ party }) => party === 'handset'), SECOND_US);
  await chain.rest(20_000);
  assert.equal(smsc.sockets.size, 1);
  assert.deepEqual(seenBy(chain.trace(), 'handset'), ['sm in deliver_sm', 'sm out deliver_sm_resp']);
  const segments = seenBy(chain.trace(), 'smsc').filter((line) => line.includes('deliver_sm'));
  assert.deepEqual(segments.sort(), ['sm in deliver_sm_resp', 'sm out deliver_sm', 'smpp out deliver_sm']);
  assert.ok(seenBy(chain.trace(), 'ppg').includes('smpp in deliver_sm'));
  await world.close();
  smsc.stop();
});

test('a target that refuses, closes, stays silent, talks garbage, floods or stops reading ends in events and limits', async () => {
  const bindResponse = encodePdu({ command: 'bind_transceiver_resp', sequence_number: 1 });
  const behaviours: Readonly<Record<string, (socket: Socket) => void>> = {
    'closes at once': (socket) => void socket.destroy(),
    'is silent': () => undefined,
    'reads nothing': (socket) => void socket.pause(),
    'talks HTTP': (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    'cuts a PDU short': (socket) => void socket.end(bindResponse.subarray(0, 9)),
    'sends octets without end': (socket) => flood(socket, Buffer.alloc(65_536, 0x00)),
    'sends PDUs without end': (socket) =>
      flood(socket, Buffer.concat(Array.from({ length: 4_000 }, () => bindResponse))),
  };
  for (const [what, serve] of Object.entries(behaviours)) {
    const smsc = await target(serve);
    const world = makeLiveWorld({ seed: 1, faults });
    const began = performance.now();
    const limits = { submitPerSecond: 1_000, segmentsPerRun: 100, numbers: ['1555*'] };
    const chain = await world.open(what, parties, settings(smsc.port, { limits }));
    for (let i = 0; i < 50; i += 1) submit(chain, 0, 200);
    assert.equal(await chain.until('nothing', () => false, 100_000), false);
    const closing = performance.now();
    await world.close();
    assert.ok(performance.now() - closing < 1_000);
    assert.ok(performance.now() - began < 10_000);
    const trace = chain.trace();
    assert.ok(trace.events.length > 0 && trace.events.length < 50_000);
    const wasClosed = trace.events.some(({ kind, party }) => kind === 'closed' && party === 'ppg');
    assert.equal(wasClosed, what !== 'is silent' && what !== 'reads nothing');
    smsc.stop();
  }
});

test('of a connection to a target, whoever closed it is recorded first', async () => {
  const leaving: MakeActor = (address, of) => {
    const actor = toyPpg(address, of);
    const close = { kind: 'close', connection: 'to the SMSC' } as const;
    return { react: (input, nowUs) => (input.kind === 'opened' ? [close] : actor.react(input, nowUs)) };
  };
  for (const [ppg, first] of [
    [toyPpg, 'smsc'],
    [leaving, 'ppg'],
  ] as const) {
    const smsc = await target((socket) => {
      if (first === 'smsc') socket.on('data', () => socket.destroy());
    });
    const world = makeLiveWorld({ seed: 1, faults });
    const chain = await world.open('x', { ppg, handset: toyHandset }, settings(smsc.port));
    const closed = chain.trace().events.filter(({ kind, pco }) => kind === 'closed' && pco === 'smpp');
    assert.equal(closed.length, 2);
    assert.equal(closed[0]?.party, first);
    await world.close();
    smsc.stop();
  }
});

test('an address where nobody listens is a closed connection, not an exception', async () => {
  const smsc = await target(() => undefined);
  smsc.stop();
  const world = makeLiveWorld({ seed: 1, faults });
  const chain = await world.open('x', parties, settings(smsc.port));
  assert.deepEqual(seenBy(chain.trace(), 'ppg'), ['smpp closed']);
  assert.deepEqual(seenBy(chain.trace(), 'smsc'), []);
  await world.close();
});

/** Writes as fast as the reader takes it. */
function flood(socket: Socket, octets: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(octets));
  };
  socket.on('drain', more);
  more();
}
