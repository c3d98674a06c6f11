import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import type { Effect } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import type { Profile } from '../core/profile.ts';
import { hostile } from '../fuzz/hostile.ts';
import { referencePolicy } from '../reference-impl/smsc/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { concat, fromHex, fromLatin1, toHex } from '../wire/octets.ts';
import { smppFramer } from '../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse } from '../wire/smpp/pdu.ts';

/** What a campaign against sessions showed. */
export type SessionFigures = {
  readonly pdus: number;
  /** Sessions that were closed: each by generic_nack 0x02, or by its read timer. */
  readonly closed: number;
  /** Most octets that one PDU was answered with. */
  readonly mostAnswered: number;
};

const MAX_PDU_OCTETS = 70_000;
const SAMPLE = 10_000;
/** PDUs to one session, which is then asked for a sign of life. */
const PER_SESSION = 20;
/** One PDU is not answered with more. */
const MAX_ANSWER_OCTETS = 4_096;
const ACCOUNT = { system_id: 'pushproof', password: 'secret08', interface_version: 0x34 } as const;
const BINDS = ['bind_transmitter', 'bind_receiver', 'bind_transceiver'] as const;

/** Hostile PDUs at the sessions of the reference SMSC, in its own time: throws where one of them is not answered afterwards, nor rightly closed. */
export function campaignAtSessions(profile: Profile, pdus: number, seed: number): SessionFigures {
  const numbers = profile.handset.numbers;
  const settings = {
    profile,
    variant: [],
    seed,
    numbers,
    epochUtc: '2026-01-02T03:04:05Z',
    connection: 'own',
  } as const;
  const actor = makeReferenceSmsc(referencePolicy)({ of: () => ({ host: '127.0.0.1', port: 0 }) }, settings);
  let nowUs = 0;
  let closed = 0;
  let mostAnswered = 0;
  let said = 0;
  const timers = new Map<string, number>();
  const tell = (connection: string, octets: Uint8Array): readonly Effect[] =>
    note(actor.react({ kind: 'octets', connection, octets }, nowUs));
  const note = (effects: readonly Effect[]): readonly Effect[] => {
    for (const effect of effects) {
      if (effect.kind === 'setTimer') timers.set(effect.timer, nowUs + effect.afterUs);
      if (effect.kind === 'cancelTimer') timers.delete(effect.timer);
    }
    return effects;
  };
  const pass = (durationUs: number): readonly Effect[] => {
    nowUs += durationUs;
    const due = [...timers].filter(([, atUs]) => atUs <= nowUs);
    return due.flatMap(([timer]) => {
      timers.delete(timer);
      return note(actor.react({ kind: 'timer', timer }, nowUs));
    });
  };
  note(actor.react({ kind: 'started' }, nowUs));

  let sample: readonly Uint8Array[] = [];
  for (let session = 0; said < pdus; session += 1) {
    const connection = `hostile ${session}`;
    note(actor.react({ kind: 'opened', connection, service: 'smsc.smpp' }, nowUs));
    const command = BINDS[session % BINDS.length] ?? 'bind_transceiver';
    tell(connection, encodePdu({ command, sequence_number: 1, fields: ACCOUNT }));
    let isOpen = true;
    for (let n = 0; n < PER_SESSION && isOpen && said < pdus; n += 1, said += 1) {
      if (said % SAMPLE === 0) sample = sampleOf(seed + said);
      const octets = sample[said % SAMPLE] ?? new Uint8Array();
      const effects = tell(connection, octets);
      const mine = effects.filter((effect) => 'connection' in effect && effect.connection === connection);
      const answer = concat(...mine.flatMap((effect) => (effect.kind === 'send' ? [effect.octets] : [])));
      mostAnswered = Math.max(mostAnswered, answer.length);
      assert(answer.length <= MAX_ANSWER_OCTETS, `${toHex(octets)} was answered with ${answer.length} octets`);
      isOpen = !closes(mine, connection);
      if (!isOpen) {
        closed += 1;
        const last = decodePdu(answer.subarray(-16));
        assert(
          last.command === 'generic_nack' && last.command_status === 0x02,
          `closed after ${toHex(octets)} without generic_nack 0x02`,
        );
      }
    }
    // An unfinished PDU takes what follows for its rest, and may so end in a length that cannot be; else its timer gives it up.
    if (isOpen) {
      const first = tell(connection, PING);
      const effects =
        isAlive(first) || closes(first, connection) ? first : pass(2 * (profile.timers.readMs ?? 10_000) * 1_000);
      isOpen = !closes(effects, connection);
      assert(!isOpen || isAlive(effects) || isAlive(tell(connection, PING)), `session ${session} is open and deaf`);
      if (!isOpen) closed += 1;
    }
    if (isOpen) note(actor.react({ kind: 'closed', connection, reason: 'the campaign goes on' }, nowUs));
    pass(1_000);
  }
  return { pdus: said, closed, mostAnswered };
}

const PING = encodePdu({ command: 'enquire_link', sequence_number: 0x7654321 });

function closes(effects: readonly Effect[], connection: string): boolean {
  return effects.some((effect) => effect.kind === 'close' && effect.connection === connection);
}

function isAlive(effects: readonly Effect[]): boolean {
  return effects.some((effect) => {
    if (effect.kind !== 'send') return false;
    const { command, sequence_number } = decodePdu(effect.octets);
    return command === 'enquire_link_resp' && sequence_number === 0x7654321;
  });
}

function sampleOf(seed: number): readonly Uint8Array[] {
  return fc.sample(hostile, { numRuns: SAMPLE, seed }).map(({ octets }) => octets);
}

/** What a campaign over sockets showed. */
export type SocketFigures = {
  readonly pdus: number;
  readonly connections: number;
  /** 95th percentile of the healthy session's pushes, in ms: before the campaign and during it. */
  readonly quietMs: number;
  readonly besideMs: number;
  readonly healthyPushes: number;
};

/** PDUs that are written to one connection before a new one is made. */
const PER_CONNECTION = 100;
/** PDUs that are written without a pause, and the pause: a few thousand a second. */
const AT_ONCE = 10;
const PAUSE_MS = 2;
const HEALTHY_PUSHES = 200;
const HEALTHY_GAP_MS = 10;

/** Hostile PDUs over sockets at an SMSC on `port`, beside a session that goes on pushing to `number`; throws when that one is not served. */
export async function campaignOverSockets(
  port: number,
  number: string,
  pdus: number,
  seed: number,
): Promise<SocketFigures> {
  // Made beforehand: what making them costs is no part of what the SMSC is asked to bear.
  const hostiles = Array.from({ length: Math.ceil(pdus / SAMPLE) }, (_, at) => sampleOf(seed + at)).flat();
  const healthy = await openHealthy(port, number);
  const quiet = await healthy.pushes(HEALTHY_PUSHES, () => false);
  let said = 0;
  let connections = 0;
  let isOver = false;
  const beside = healthy.pushes(Number.POSITIVE_INFINITY, () => isOver);
  try {
    while (said < pdus) {
      connections += 1;
      said += await attack(port, hostiles.slice(said, Math.min(said + PER_CONNECTION, pdus)));
    }
  } finally {
    isOver = true;
  }
  const during = await beside;
  healthy.close();
  return { pdus: said, connections, quietMs: p95(quiet), besideMs: p95(during), healthyPushes: during.length };
}

/** One connection's share; ends when it is said, or the peer has closed. */
async function attack(port: number, hostiles: readonly Uint8Array[]): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'connect');
  socket.write(
    encodePdu({ command: 'bind_transceiver', sequence_number: 1, fields: { ...ACCOUNT, address_range: '^9{20}$' } }),
  );
  let said = 0;
  for (const octets of hostiles) {
    if (socket.destroyed || socket.writableEnded || socket.readableEnded) break;
    said += 1;
    if (!socket.write(octets)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    // Answers are let through between the writes.
    if (said % AT_ONCE === 0) await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  socket.destroy();
  return Math.max(1, said);
}

type Healthy = {
  readonly pushes: (count: number, isOver: () => boolean) => Promise<readonly number[]>;
  readonly close: () => void;
};

/** A PPG and a handset in one program, each on a session of its own; a push is done when its response has come. */
async function openHealthy(port: number, number: string): Promise<Healthy> {
  const responses = new Map<number, () => void>();
  const ppg = await bound(port, 'bind_transmitter', '', (pdu) => {
    if (isResponse(pdu)) responses.get(pdu.sequence_number)?.();
    return null;
  });
  const handset = await bound(port, 'bind_receiver', `^${number}$`, (pdu) =>
    pdu.command === 'deliver_sm'
      ? encodePdu({ command: 'deliver_sm_resp', sequence_number: pdu.sequence_number })
      : null,
  );
  let sequence = 1;
  const push = (): Promise<void> => {
    sequence += 1;
    const mine = sequence;
    const done = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`push ${mine} of the healthy session was not answered`)), 20_000);
      responses.set(mine, () => {
        clearTimeout(late);
        responses.delete(mine);
        resolve();
      });
    });
    ppg.write(
      encodePdu({
        command: 'data_sm',
        sequence_number: mine,
        fields: {
          source_addr: '10658000',
          dest_addr_ton: 1,
          dest_addr_npi: 1,
          destination_addr: number,
          esm_class: 0x02,
          data_coding: 0x04,
        },
        tlvs: [['message_payload', concat(fromHex('0106 01 03'), fromLatin1('a healthy push'))]],
      }),
    );
    return done;
  };
  return {
    pushes: async (count, isOver) => {
      const tookMs: number[] = [];
      while (tookMs.length < count && !isOver()) {
        const began = performance.now();
        await push();
        tookMs.push(performance.now() - began);
        await new Promise((done) => setTimeout(done, HEALTHY_GAP_MS));
      }
      return tookMs;
    },
    close: () => {
      ppg.destroy();
      handset.destroy();
    },
  };
}

async function bound(
  port: number,
  command: string,
  address_range: string,
  heard: (pdu: ReturnType<typeof decodePdu>) => Uint8Array | null,
): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const framer = smppFramer(MAX_PDU_OCTETS);
  const up = new Promise<void>((done) => {
    socket.on('data', (chunk: Buffer) => {
      for (const { octets } of framer.push(new Uint8Array(chunk))) {
        const pdu = decodePdu(octets);
        if (pdu.command === 'enquire_link')
          socket.write(encodePdu({ command: 'enquire_link_resp', sequence_number: pdu.sequence_number }));
        if (pdu.command === `${command}_resp`) done();
        const answer = heard(pdu);
        if (answer !== null) socket.write(answer);
      }
    });
  });
  socket.on('error', () => undefined);
  socket.write(encodePdu({ command, sequence_number: 1, fields: { ...ACCOUNT, address_range } }));
  await up;
  return socket;
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
}
