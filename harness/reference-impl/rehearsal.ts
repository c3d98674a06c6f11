import type { Actor, Effect, Endpoint, Input } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import type { Profile } from '../core/profile.ts';
import type { AddressBook, ChainSettings } from '../core/settings.ts';

/** An actor driven by hand: what it has been told, what it wanted, and its timers in a time of their own. For tests. */
export type Rehearsal = {
  readonly nowUs: () => number;
  /** All effects so far, in order. */
  readonly effects: readonly Effect[];
  /** Tells the actor something now; gives what it wants done. */
  readonly tell: (input: Input) => readonly Effect[];
  readonly start: () => void;
  /** Somebody connects to a service of the actor. */
  readonly accept: (connection: string, service: string) => void;
  /** A connection that the actor asked for is there. */
  readonly open: (connection: string) => void;
  readonly say: (connection: string, octets: Uint8Array) => readonly Effect[];
  readonly close: (connection: string) => readonly Effect[];
  /** Messages that the actor has sent on a connection. */
  readonly sent: (connection: string) => readonly Uint8Array[];
  /** Connections that the actor asked for, by name. */
  readonly connects: () => ReadonlyMap<string, Endpoint>;
  /** Whether the actor has closed a connection itself. */
  readonly hasClosed: (connection: string) => boolean;
  /** Lets time pass; timers go off when they are due. */
  readonly pass: (durationUs: number) => void;
};

/** Timers that may go off in one `pass`. */
const MAX_RINGS = 100_000;

export function rehearse(actor: Actor): Rehearsal {
  const effects: Effect[] = [];
  const timers = new Map<string, number>();
  let nowUs = 0;

  const tell = (input: Input): readonly Effect[] => {
    const wanted = actor.react(input, nowUs);
    for (const effect of wanted) {
      effects.push(effect);
      if (effect.kind === 'setTimer') timers.set(effect.timer, nowUs + effect.afterUs);
      if (effect.kind === 'cancelTimer') timers.delete(effect.timer);
    }
    return wanted;
  };
  const connects = (): ReadonlyMap<string, Endpoint> =>
    new Map(effects.flatMap((effect) => (effect.kind === 'connect' ? [[effect.connection, effect.to] as const] : [])));

  return {
    nowUs: () => nowUs,
    effects,
    tell,
    start: () => void tell({ kind: 'started' }),
    accept: (connection, service) => void tell({ kind: 'opened', connection, service }),
    open: (connection) => {
      assert(connects().has(connection), `${connection} was asked for`);
      tell({ kind: 'opened', connection, service: 'peer' });
    },
    say: (connection, octets) => tell({ kind: 'octets', connection, octets }),
    close: (connection) => tell({ kind: 'closed', connection, reason: 'rehearsed' }),
    sent: (connection) =>
      effects.flatMap((effect) => (effect.kind === 'send' && effect.connection === connection ? [effect.octets] : [])),
    connects,
    hasClosed: (connection) => effects.some((effect) => effect.kind === 'close' && effect.connection === connection),
    pass: (durationUs) => {
      const untilUs = nowUs + durationUs;
      for (let rings = 0; ; rings += 1) {
        assert(rings < MAX_RINGS, 'timers come to rest');
        const due = [...timers].filter(([, atUs]) => atUs <= untilUs).sort(([, a], [, b]) => a - b)[0];
        if (due === undefined) break;
        const [timer, atUs] = due;
        timers.delete(timer);
        nowUs = Math.max(nowUs, atUs);
        tell({ kind: 'timer', timer });
      }
      nowUs = untilUs;
    },
  };
}

/** Where the services of a rehearsed chain are. */
export const rehearsalAddresses: AddressBook = {
  of: (service) => ({ host: '127.0.0.1', port: PORTS[service] ?? 9 }),
};

const PORTS: Readonly<Record<string, number>> = { 'ppg.pap': 9100, 'pi.notify': 9101, 'smsc.smpp': 2775 };

/** Settings of the worked examples (examples.md): 10658000 to 8613912345678, data_coding F5, 60 seconds asked for. */
export function rehearsalSettings(variant: readonly string[], smpp: Partial<Profile['smpp']>): ChainSettings {
  return {
    profile: {
      name: 'rehearsal',
      iut: 'chain',
      target: null,
      smpp: {
        interfaceVersion: 0x34,
        transaction: ['data_sm', 'submit_sm'],
        ports: ['tlv', 'udh'],
        systemType: '',
        serviceType: 'WAP',
        dataCoding: 0xf5,
        source: { addr: '10658000', ton: 0, npi: 1 },
        destination: { ton: 1, npi: 1 },
        window: 10,
        enquireLinkMs: 30_000,
        binds: ['transmitter'],
        deadlineSeconds: 60,
        ...smpp,
      },
      handset: { link: 'smpp', target: null, binds: ['receiver'], addressRange: '', numbers: [] },
      timers: {
        transactionMs: 2_000,
        ackMs: 200,
        retryMs: 1_000,
        gapMs: 1_000,
        responseMs: 3_000,
        reassemblyMs: 4_000,
        papMs: 1_000,
        notifyMs: 1_000,
        linkMs: 500,
        backoffMs: 100,
        fetchMs: 2_000,
        clockSkewMs: 0,
        sessionInitMs: 1_000,
        readMs: 1_000,
      },
      statedTimers: [],
      policy: { attempts: null, maxSegments: 255 },
      limits: { submitPerSecond: 1_000, segmentsPerRun: 10_000, numbers: [] },
      claims: {},
    },
    variant,
    seed: 1,
    connection: 'shared',
    numbers: ['8613912345678', '8613912345679', '8613912345680'],
    epochUtc: '2026-01-02T03:04:05Z',
  };
}
