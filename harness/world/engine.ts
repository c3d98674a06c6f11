import type { Actor, Effect, Input } from '../core/actor.ts';
import { assert, exhaustive } from '../core/assert.ts';
import type { Party } from '../core/party.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Recorder } from '../trace/recorder.ts';
import { makeConnections } from './connections.ts';
import type { Links } from './links.ts';
import type { Network } from './network.ts';
import type { FarHooks } from './passage.ts';
import { PARTIES } from './services.ts';

/** The actors of one chain, what they are connected by, and what is taken down of it. */
export type Engine = {
  /** Every actor hears that it has started. */
  readonly start: () => void;
  readonly command: (party: Party, verb: string, args: Readonly<Record<string, unknown>>) => void;
  /** Whether each session that an actor opened has had its first answer, or is closed. */
  readonly settled: () => boolean;
  /** SMPP sessions that are open. */
  readonly sessions: () => number;
  /** Nothing is recorded from now on. */
  readonly mute: () => void;
  /** No actor hears anything from now on. */
  readonly stop: () => void;
};

export type EngineParts = {
  readonly network: Network;
  readonly recorder: Recorder;
  readonly links: Links;
  readonly actors: ReadonlyMap<Party, Actor>;
  readonly hooks: FarHooks;
};

/** How long storing a record takes; there is no disk below, so it is an answer and no promise. */
const PERSIST_US = 200;

/** The one connection of PCO `push`. */
export const INBOX = 'inbox';

/** Runs actors on a network: the same code in virtual time and on sockets. */
export function makeEngine({ network, recorder, links, actors, hooks }: EngineParts): Engine {
  const timers = new Map<string, () => void>();
  let stopped = false;

  const tell = (party: Party, input: Input): void => {
    const actor = actors.get(party);
    if (stopped || actor === undefined) return;
    for (const effect of actor.react(input, network.nowUs())) perform(party, effect);
  };
  const connections = makeConnections({ network, recorder, links, tell, isOurs: (party) => actors.has(party), hooks });

  const perform = (party: Party, effect: Effect): void => {
    switch (effect.kind) {
      case 'listen':
        connections.listen(party, effect.service);
        return;
      case 'connect':
        connections.connect(party, effect);
        return;
      case 'send':
        connections.send(party, effect.connection, effect.octets);
        return;
      case 'pauseReading':
        connections.pauseReading(party, effect.connection);
        return;
      case 'resumeReading':
        connections.resumeReading(party, effect.connection);
        return;
      case 'close':
        connections.close(party, effect.connection);
        return;
      case 'setTimer':
        setTimer(party, effect.timer, effect.afterUs);
        return;
      case 'cancelTimer':
        cancelTimer(party, effect.timer);
        return;
      case 'persist':
        network.schedule(PERSIST_US, () => tell(party, { kind: 'persisted', record: effect.record }));
        return;
      case 'present':
        if (!connections.muted()) recorder.shown({ ...effect, atUs: network.nowUs(), connection: INBOX });
        return;
      case 'confirmed':
        if (!connections.muted()) recorder.confirmed({ ...effect, atUs: network.nowUs(), connection: INBOX });
        return;
      default:
        return exhaustive(effect);
    }
  };
  const setTimer = (party: Party, timer: string, afterUs: number): void => {
    const key = `${party} ${timer}`;
    timers.get(key)?.();
    const ring = (): void => {
      timers.delete(key);
      tell(party, { kind: 'timer', timer });
    };
    timers.set(key, network.schedule(afterUs, ring));
  };
  const cancelTimer = (party: Party, timer: string): void => {
    const key = `${party} ${timer}`;
    timers.get(key)?.();
    timers.delete(key);
  };

  return {
    start: () => {
      for (const party of PARTIES) tell(party, { kind: 'started' });
    },
    command: (party, verb, args) => {
      if (!actors.has(party)) {
        throw new UsageError(
          `${party}.${verb}`,
          `${party} is not played by pushproof here`,
          'leave the case out, or use --iut chain',
        );
      }
      tell(party, { kind: 'command', verb, arguments: args });
    },
    settled: connections.settled,
    sessions: connections.sessions,
    mute: connections.mute,
    stop: () => {
      assert(!stopped, 'an engine is stopped once');
      stopped = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
