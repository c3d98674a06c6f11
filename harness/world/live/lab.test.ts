import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from '@playwright/test';
import type { Fault } from '../../faults/define.ts';
import drop from '../../faults/drop.fault.ts';
import duplicate from '../../faults/duplicate.fault.ts';
import split from '../../faults/split.fault.ts';
import { isMessage, type Trace } from '../../trace/event.ts';
import { toHex } from '../../wire/octets.ts';
import { makeSimWorld } from '../sim.ts';
import { toys } from '../test-actors.ts';
import { toySettings } from '../test-settings.ts';
import type { Chain, MakeActor, World } from '../world.ts';
import { makeLiveWorld } from './lab.ts';

const faults: ReadonlyMap<string, Fault> = new Map(Object.entries({ drop, duplicate, split }));
const SECOND_US = 1_000_000;

/** What one party saw in one direction of one interface, octets and all; free of time, ports and how directions interleave. */
function seenBy(trace: Trace, party: string, pco: string, direction: 'in' | 'out'): string[] {
  return trace.events
    .filter((event) => event.party === party && event.pco === pco)
    .filter((event) => !isMessage(event) || event.direction === direction)
    .map(
      (event) => `${event.connection} ${isMessage(event) ? `${event.direction} ${toHex(event.octets)}` : event.kind}`,
    );
}

const shown =
  (times: number) =>
  ({ events }: Trace): boolean =>
    events.filter(({ pco }) => pco === 'push').length === times;

async function scenario(world: World): Promise<Trace> {
  const chain = await world.open('a toy case', toys, toySettings);
  for (let i = 1; i <= 4; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 60 * i });
  assert.equal(await chain.until('four are shown', shown(4), 5 * SECOND_US), true);
  await chain.rest(20_000);
  const trace = chain.trace();
  await chain.close();
  await world.close();
  return trace;
}

test('the same actors exchange the same messages over sockets as in virtual time, as every party saw them', async () => {
  const live = await scenario(makeLiveWorld({ seed: 1, faults }));
  const sim = await scenario(makeSimWorld({ seed: 1, faults }));
  for (const [party, pco] of [
    ['ppg', 'smpp'],
    ['smsc', 'smpp'],
    ['smsc', 'sm'],
    ['handset', 'sm'],
    ['handset', 'push'],
  ] as const) {
    for (const direction of ['in', 'out'] as const) {
      const expected = seenBy(sim, party, pco, direction);
      assert.ok(expected.length > 1 || pco === 'push');
      assert.deepEqual(seenBy(live, party, pco, direction), expected);
    }
  }
  assert.ok(live.header.timingToleranceUs >= 0 && live.header.timingToleranceUs < SECOND_US);
  assert.deepEqual(live.header.complete, { start: true, end: true });
});

test('a message is recorded where it leaves before it is recorded where it arrives', async () => {
  const { events } = await scenario(makeLiveWorld({ seed: 1, faults }));
  const left = new Set<string>();
  for (const event of events.filter(isMessage)) {
    const key = `${event.connection} ${toHex(event.octets)}`;
    if (event.direction === 'out') left.add(key);
    else assert.ok(left.has(key));
  }
});

test('a faulty link does to sockets what it does to virtual time', async () => {
  const world = makeLiveWorld({ seed: 1, faults });
  const chain = await world.open('x', toys, toySettings);
  chain.fault('smsc>handset', 'duplicate', { probability: 1, laterUs: 5_000, times: 1 });
  chain.fault('ppg>smsc', 'split', { restUs: 5_000 });
  for (let i = 0; i < 3; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 100 });
  assert.equal(await chain.until('one is shown twice', shown(4), 5 * SECOND_US), true);
  chain.fault('smsc>handset', 'drop', { probability: 1 });
  chain.command('ppg', 'submit', { to: '15550100001', octets: 100 });
  assert.equal(await chain.until('it never comes', shown(5), 100_000), false);
  await world.close();
});

test('chains are apart: several run at once, each on its own ports, and none sees another', async () => {
  const world = makeLiveWorld({ seed: 1, faults });
  const chains = await Promise.all([1, 2, 3].map(async (i) => world.open(`case ${i}`, toys, toySettings)));
  for (const [i, chain] of chains.entries()) chain.command('ppg', 'submit', { to: '15550100001', octets: 10 + i });
  for (const [i, chain] of chains.entries()) {
    assert.equal(await chain.until('its own is shown', shown(1), 5 * SECOND_US), true);
    const inbox = chain
      .trace()
      .events.filter(isMessage)
      .filter(({ pco }) => pco === 'push');
    assert.deepEqual(
      inbox.map(({ octets }) => octets.length),
      [10 + i],
    );
  }
  await world.close();
});

test('closing is not recorded, takes no second and leaves nothing listening, whatever the actors do', async () => {
  const world = makeLiveWorld({ seed: 1, faults });
  const stuck: MakeActor = () => ({
    react: (input) => (input.kind === 'started' ? [{ kind: 'listen', service: 'smsc.smpp', pco: 'smpp' }] : []),
  });
  let port = 0;
  const noting: MakeActor = (address, settings) => {
    port = address.of('smsc.smpp').port;
    return toys.ppg?.(address, settings) ?? assert.fail();
  };
  const polite = await world.open('polite', { ...toys, ppg: noting }, toySettings);
  assert.equal(await accepts(port), true);
  const events = polite.trace().events.length;
  let began = performance.now();
  await polite.close();
  await polite.close();
  assert.ok(performance.now() - began < 1_000);
  assert.equal(polite.trace().events.length, events);
  assert.equal(await accepts(port), false);

  // An SMSC that answers nothing: the sessions never come up.
  const deaf = await world.open('deaf', { ...toys, smsc: stuck, ppg: noting }, toySettings);
  const waiting = deaf.until('nothing', () => false, 60 * SECOND_US);
  began = performance.now();
  await world.close();
  assert.ok(performance.now() - began < 1_000);
  assert.equal(await waiting, false);
  assert.equal(deaf.trace().header.complete.end, false);
  assert.equal(await accepts(port), false);
});

test('an actor reaches nobody outside of the chain, wherever it is told to connect', async () => {
  let visits = 0;
  const elsewhere = createServer(() => {
    visits += 1;
  });
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = elsewhere.address();
  assert.ok(address !== null && typeof address === 'object');
  const to = { host: '127.0.0.1', port: address.port };
  const reasons: string[] = [];
  const curious: MakeActor = () => ({
    react: (input) => {
      if (input.kind === 'closed') reasons.push(input.reason);
      return input.kind === 'started' ? [{ kind: 'connect', connection: 'out', to, pco: 'pap' }] : [];
    },
  });
  const world = makeLiveWorld({ seed: 1, faults });
  const chain = await world.open('x', { ...toys, ppg: curious }, toySettings);
  await chain.rest(20_000);
  assert.deepEqual(reasons, ['not an address of this run']);
  assert.equal(visits, 0);
  await world.close();
  elsewhere.close();
});

test('who writes without end to a reader that has stopped is told when it reads again, or closed before memory runs out', async () => {
  const mebibyte = new Uint8Array(1024 * 1024);
  const run = async (mebibytes: number, hearsOf: string): Promise<string[]> => {
    const told: string[] = [];
    const deaf: MakeActor = () => ({
      react: (input) => {
        if (input.kind === 'started') return [{ kind: 'listen', service: 'smsc.smpp', pco: 'smpp' }];
        if (input.kind === 'command') return [{ kind: 'resumeReading', connection: 'smpp-1 at smsc.smpp' }];
        return input.kind === 'opened' ? [{ kind: 'pauseReading', connection: input.connection }] : [];
      },
    });
    const writer: MakeActor = (address) => ({
      react: (input) => {
        const connection = 'out';
        if (input.kind === 'started')
          return [{ kind: 'connect', connection, to: address.of('smsc.smpp'), pco: 'smpp' }];
        if (input.kind !== 'opened') told.push(input.kind);
        if (input.kind !== 'opened') return [];
        return Array.from({ length: mebibytes }, () => ({ kind: 'send', connection, octets: mebibyte }) as const);
      },
    });
    const world = makeLiveWorld({ seed: 1, faults });
    const chain = await world.open('x', { smsc: deaf, ppg: writer }, toySettings);
    await chain.rest(50_000);
    chain.command('smsc', 'listen again', {});
    // The trace does not tell of buffers, so the rest is in steps, each as short as can be.
    for (let i = 0; i < 100 && !told.includes(hearsOf); i += 1) await chain.rest(10_000);
    await world.close();
    return told;
  };
  assert.deepEqual(await run(8, 'drained'), ['drained']);
  assert.deepEqual(await run(64, 'closed'), ['closed']);
});

test('an actor of ours that breaks makes the wait err, once it waits and ever after', async () => {
  const world = makeLiveWorld({ seed: 1, faults });
  const breaking: MakeActor = () => ({
    react: (input) =>
      input.kind === 'timer' ? assert.fail('ours') : [{ kind: 'setTimer', timer: 't', afterUs: 20_000 }],
  });
  const chain = await world.open('x', { ...toys, pi: breaking }, toySettings);
  await assert.rejects(
    chain.until('nothing', () => false, 5 * SECOND_US),
    /ours/,
  );
  await assert.rejects(chain.rest(1), /ours/);
  await world.close();
});

test('virtual and real chains have the same clock: atUs 0 is epochUtc, and time runs on', async () => {
  const world = makeLiveWorld({ seed: 1, faults });
  const chain: Chain = await world.open('x', toys, toySettings);
  const { epochUtc } = chain.trace().header;
  const saidMs = Date.parse(epochUtc) + chain.nowUs() / 1_000;
  assert.ok(Math.abs(saidMs - Date.now()) < 500);
  const before = chain.nowUs();
  await chain.rest(30_000);
  assert.ok(chain.nowUs() - before >= 30_000);
  await world.close();
});

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
