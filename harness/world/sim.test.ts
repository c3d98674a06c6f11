import { strict as assert } from 'node:assert';
import { setImmediate } from 'node:timers/promises';
import { test } from '@playwright/test';
import { AssertionError } from '../core/assert.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fault } from '../faults/define.ts';
import close from '../faults/close.fault.ts';
import delay from '../faults/delay.fault.ts';
import drop from '../faults/drop.fault.ts';
import duplicate from '../faults/duplicate.fault.ts';
import reorder from '../faults/reorder.fault.ts';
import split from '../faults/split.fault.ts';
import { isMessage, type Trace } from '../trace/event.ts';
import { toHex } from '../wire/octets.ts';
import { makeSimWorld } from './sim.ts';
import { LATENCY_US } from './sim-pipe.ts';
import { toys } from './test-actors.ts';
import { toySettings } from './test-settings.ts';
import { BUFFER_OCTETS, MAX_BUFFER_OCTETS } from './network.ts';
import type { Chain, MakeActor } from './world.ts';

const faults: ReadonlyMap<string, Fault> = new Map(Object.entries({ close, delay, drop, duplicate, reorder, split }));

async function open(seed: number): Promise<Chain> {
  return makeSimWorld({ seed, faults }).open('a toy case', toys, toySettings);
}

/** What each party saw, a line an event. */
function seen({ events }: Trace): string[] {
  return events.map((event) => {
    if (event.pco === 'push') return 'handset shows';
    if (!isMessage(event)) return `${event.party} ${event.pco} ${event.kind}`;
    return `${event.party} ${event.pco} ${event.direction} ${event.message.name}`;
  });
}

function octetByOctet({ header, events }: Trace): string {
  const lines = events.map((event) => {
    const { seq, atUs, party, connection, kind } = event;
    return [seq, atUs, party, connection, kind, isMessage(event) ? toHex(event.octets) : ''];
  });
  return [header, ...lines].map((line) => JSON.stringify(line)).join('\n');
}

const count = (trace: Trace, line: string): number => seen(trace).filter((each) => each === line).length;
const shown =
  (times: number) =>
  (trace: Trace): boolean =>
    count(trace, 'handset shows') === times;

test('a chain opens with its sessions bound, each message recorded where it leaves and where it arrives', async () => {
  const chain = await open(1);
  assert.ok(chain.nowUs() >= 4 * LATENCY_US && chain.nowUs() < 5 * LATENCY_US);
  chain.command('ppg', 'submit', { to: '15550100001', octets: 20 });
  assert.equal(await chain.until('the handset shows it', shown(1), 1_000_000), true);
  const session = seen(chain.trace()).filter((line) => line.includes(' smpp '));
  assert.deepEqual(session, [
    'smsc smpp opened',
    'ppg smpp opened',
    'ppg smpp out bind_transceiver',
    'smsc smpp in bind_transceiver',
    'smsc smpp out bind_transceiver_resp',
    'ppg smpp in bind_transceiver_resp',
    'ppg smpp out submit_sm',
    'smsc smpp in submit_sm',
    'smsc smpp out submit_sm_resp',
    'ppg smpp in submit_sm_resp',
  ]);
  const names = new Set(chain.trace().events.map(({ connection }) => connection));
  assert.deepEqual([...names].sort(), ['inbox', 'sm-1', 'smpp-1']);
});

test('one seed gives one trace, octet by octet, whatever else the world runs; another seed cuts elsewhere', async () => {
  const run = async (seed: number, others: number): Promise<string> => {
    const world = makeSimWorld({ seed, faults });
    for (let i = 0; i < others; i += 1) await world.open(`another ${i}`, toys, toySettings);
    const chain = await world.open('a toy case', toys, toySettings);
    chain.fault('sm', 'duplicate', { probability: 0.5, laterUs: 3_000 });
    chain.fault('sm', 'reorder', { withinUs: 9_000 });
    for (let i = 0; i < 20; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 30 + i });
    await chain.rest(1_000_000);
    const trace = chain.trace();
    await world.close();
    return octetByOctet(trace);
  };
  const first = await run(1, 0);
  assert.equal(await run(1, 3), first);
  assert.notEqual(await run(2, 0), first);
});

test('octets cut at random points give the same messages in the same order under every seed', async () => {
  const reference = await messages(1);
  const arrivals = new Set<string>();
  for (let seed = 2; seed < 40; seed += 1) {
    const other = await messages(seed);
    assert.deepEqual(other.octets, reference.octets);
    arrivals.add(other.times);
  }
  assert.ok(arrivals.size > 20);

  async function messages(seed: number): Promise<{ octets: string[]; times: string }> {
    const chain = await open(seed);
    for (let i = 1; i <= 5; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 50 * i });
    await chain.until('all are shown', shown(5), 1_000_000);
    const incoming = chain
      .trace()
      .events.filter(isMessage)
      .filter(({ direction }) => direction === 'in');
    const smsc = incoming.filter(({ party, pco }) => party === 'smsc' && pco === 'smpp');
    const handset = incoming.filter(({ party }) => party === 'handset');
    return {
      octets: [...smsc, ...handset].map(({ octets }) => toHex(octets)),
      times: incoming.map(({ atUs }) => atUs).join(' '),
    };
  }
});

test('a faulty link duplicates, drops and delays messages in one direction, and leaves sessions alone', async () => {
  const chain = await open(3);
  chain.fault('smsc>handset', 'duplicate', { probability: 1, laterUs: 50_000, skip: 1, times: 1 });
  for (let i = 0; i < 3; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 10 });
  assert.equal(await chain.until('one comes twice', shown(4), 1_000_000), true);
  assert.equal(count(chain.trace(), 'smsc sm out deliver_sm'), 3);
  assert.equal(count(chain.trace(), 'handset sm in deliver_sm'), 4);
  const fault = chain.trace().events.find((event) => event.kind === 'fault');
  assert.ok(fault?.kind === 'fault' && fault.fault === 'duplicate');
  const affected = chain.trace().events.find(({ seq }) => seq === fault.affects);
  assert.ok(affected !== undefined && isMessage(affected) && affected.message.name === 'deliver_sm');

  chain.fault('smsc>handset', 'none', {});
  chain.fault('sm', 'drop', { probability: 1 });
  chain.command('ppg', 'submit', { to: '15550100001', octets: 10 });
  chain.command('handset', 'stop', {});
  assert.equal(await chain.until('it never comes', shown(5), 1_000_000), false);
  assert.equal(count(chain.trace(), 'smsc sm out deliver_sm'), 4);
  assert.equal(count(chain.trace(), 'handset sm in unbind_resp'), 1);
});

test('a message in two pieces holds up what is behind it, and a delayed one is overtaken', async () => {
  const order = async (name: string, options: Readonly<Record<string, number>>): Promise<number[]> => {
    const chain = await open(4);
    chain.fault('ppg>smsc', name, { ...options, times: 1 });
    for (const octets of [11, 12]) chain.command('ppg', 'submit', { to: '15550100001', octets });
    await chain.until('both are shown', shown(2), 1_000_000);
    const inbox = chain
      .trace()
      .events.filter(isMessage)
      .filter(({ pco }) => pco === 'push');
    return inbox.map(({ octets }) => octets.length);
  };
  assert.deepEqual(await order('split', { restUs: 40_000 }), [11, 12]);
  assert.deepEqual(await order('delay', { laterUs: 40_000 }), [12, 11]);
});

test('a link that breaks under a message delivers its share, then both ends are closed', async () => {
  const chain = await open(5);
  chain.fault('ppg>smsc', 'close', { share: 1 });
  chain.command('ppg', 'submit', { to: '15550100001', octets: 10 });
  await chain.rest(10_000);
  assert.equal(count(chain.trace(), 'smsc smpp in submit_sm'), 1);
  assert.equal(count(chain.trace(), 'ppg smpp in submit_sm_resp'), 0);
  assert.equal(count(chain.trace(), 'ppg smpp closed'), 1);
  assert.equal(count(chain.trace(), 'smsc smpp closed'), 1);
});

test('a reader that pauses hears nothing and keeps its octets', async () => {
  const chain = await open(6);
  chain.command('ppg', 'deaf', {});
  for (let i = 0; i < 200; i += 1) chain.command('ppg', 'submit', { to: '15550100001', octets: 250 });
  await chain.rest(1_000_000);
  assert.equal(count(chain.trace(), 'smsc smpp out submit_sm_resp'), 200);
  assert.equal(count(chain.trace(), 'ppg smpp in submit_sm_resp'), 0);
  assert.equal(count(chain.trace(), 'ppg smpp closed'), 0);
});

test('who writes without end to a reader that has stopped is told when it reads again, or closed before memory runs out', async () => {
  const run = async (octets: number): Promise<string[]> => {
    const told: string[] = [];
    const deaf: MakeActor = () => ({
      react: (input) => {
        if (input.kind === 'started') return [{ kind: 'listen', service: 'smsc.smpp', pco: 'smpp' }];
        if (input.kind === 'opened') return [{ kind: 'pauseReading', connection: input.connection }, wake];
        if (input.kind === 'closed') told.push('reader closed');
        return input.kind === 'timer' ? [{ kind: 'resumeReading', connection: 'smpp-1 at smsc.smpp' }] : [];
      },
    });
    const wake = { kind: 'setTimer', timer: 'wake', afterUs: 500_000 } as const;
    const writer: MakeActor = (address) => ({
      react: (input) => {
        const connection = 'out';
        if (input.kind === 'started')
          return [{ kind: 'connect', connection, to: address.of('smsc.smpp'), pco: 'smpp' }];
        if (input.kind === 'opened') return [{ kind: 'send', connection, octets: new Uint8Array(octets) }];
        told.push(`writer ${input.kind}`);
        return [];
      },
    });
    const chain = await makeSimWorld({ seed: 1, faults }).open('x', { smsc: deaf, ppg: writer }, toySettings);
    await chain.rest(1_000_000);
    return told;
  };
  assert.deepEqual(await run(BUFFER_OCTETS), []);
  assert.deepEqual(await run(BUFFER_OCTETS + 1), ['writer drained']);
  assert.deepEqual(await run(MAX_BUFFER_OCTETS + 1), ['writer closed', 'reader closed']);
});

test('virtual time jumps: an hour of rest costs nothing, and a missed limit is the time waited', async () => {
  const chain = await open(7);
  const before = chain.nowUs();
  assert.equal(await chain.until('nothing', () => false, 3_600_000_000), false);
  assert.equal(chain.nowUs(), before + 3_600_000_000);
  assert.equal(chain.trace().header.endUs, before + 3_600_000_000);
});

test('whoever connects where nobody listens is told so', async () => {
  const { ppg, handset } = toys;
  assert.ok(ppg !== undefined && handset !== undefined);
  const chain = await makeSimWorld({ seed: 1, faults }).open('no SMSC', { ppg, handset }, toySettings);
  assert.deepEqual(seen(chain.trace()), ['ppg smpp closed', 'handset sm closed']);
  assert.throws(() => chain.command('smsc', 'refuse', {}), UsageError);
});

test('a fault or link that does not exist is our user who errs, and says what there is', async () => {
  const chain = await open(8);
  assert.throws(() => chain.fault('sm', 'melt', {}), /faults: none, close, delay, drop/);
  assert.throws(() => chain.fault('radio', 'drop', {}), /on: pap, smpp, sm, rp, fetch/);
  assert.throws(() => chain.fault('sm', 'drop', { laterUs: 3 }), /options, at least 0: skip, times, probability/);
});

test('an actor that errs makes the wait err, and a closed chain ends the wait that runs', async () => {
  const throws = { ...toys, handset: () => ({ react: () => assert.fail('an actor of ours') }) };
  await assert.rejects(makeSimWorld({ seed: 1, faults }).open('x', throws, toySettings), /an actor of ours/);

  const ticking: MakeActor = () => ({ react: () => [{ kind: 'setTimer', timer: 'tick', afterUs: 1 }] });
  const world = makeSimWorld({ seed: 1, faults });
  const chain = await world.open('endless', { ...toys, pi: ticking }, toySettings);
  const waiting = chain.until('nothing', () => false, 3_600_000_000);
  await setImmediate();
  await assert.rejects(chain.rest(1), AssertionError);
  await world.close();
  assert.equal(await waiting, false);
  assert.equal(chain.trace().header.complete.end, false);
});
