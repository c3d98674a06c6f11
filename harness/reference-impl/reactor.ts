import type { Actor, Effect, Endpoint } from '../core/actor.ts';
import type { Pco } from '../core/party.ts';

/** Connections of one actor; further ones that come in are closed at once. */
export const MAX_CONNECTIONS = 4_096;

/** What a part of an actor does about one of its connections. */
export type Peer = {
  readonly opened: () => void;
  readonly octets: (octets: Uint8Array) => void;
  readonly closed: () => void;
};

/** The hand through which the parts of one actor act: connections and timers with what is to happen on them. */
export type Reactor = {
  readonly nowUs: () => number;
  readonly listen: (service: string, pco: Pco) => void;
  /** Opens a connection; a `connect` that fails ends in `closed`. */
  readonly connect: (connection: string, to: Endpoint, pco: Pco, peer: Peer) => void;
  /** Takes charge of a connection that a listener accepted. */
  readonly accept: (connection: string, peer: Peer) => void;
  /** One whole message; nothing happens when the connection is gone. */
  readonly send: (connection: string, octets: Uint8Array) => void;
  /** Takes nothing more from a connection until it is closed. */
  readonly stopReading: (connection: string) => void;
  /** Closes and forgets; `closed` is not called. */
  readonly close: (connection: string) => void;
  /** The handset shows a complete message to its user. */
  readonly present: (to: string, from: string, octets: Uint8Array) => void;
  /** Its user says yes to one that it has shown. */
  readonly confirmed: (to: string, from: string, octets: Uint8Array) => void;
  /** A timer set again under the same name starts anew. */
  readonly after: (timer: string, afterUs: number, then: () => void) => void;
  readonly cancel: (timer: string) => void;
  /** Has the world store a record; empty octets take it away. */
  readonly persist: (record: string, octets: Uint8Array) => void;
  /** `then`, once all that was persisted so far is stored: in the same breath where nothing is under way. */
  readonly stored: (then: () => void) => void;
};

/** What an actor does when the world starts it, a listener accepts, or a case commands. */
export type Reactions = {
  readonly started: () => void;
  /** Only of an actor that persists; comes before `started`, and not at all where the world keeps no store. */
  readonly restored?: (records: ReadonlyMap<string, Uint8Array>) => void;
  readonly accepted: (connection: string, service: string) => void;
  readonly command: (verb: string, args: Readonly<Record<string, unknown>>) => void;
};

/** An actor of parts that share connections and timers. */
export function makeReactor(make: (reactor: Reactor) => Reactions): Actor {
  const peers = new Map<string, Peer>();
  const timers = new Map<string, () => void>();
  /** For each record that is not stored yet, the first persisted first: what waits for it. */
  const storing: (() => void)[][] = [];
  let effects: Effect[] = [];
  let nowUs = 0;

  const reactor: Reactor = {
    nowUs: () => nowUs,
    listen: (service, pco) => void effects.push({ kind: 'listen', service, pco }),
    connect: (connection, to, pco, peer) => {
      peers.set(connection, peer);
      effects.push({ kind: 'connect', connection, to, pco });
    },
    accept: (connection, peer) => void peers.set(connection, peer),
    send: (connection, octets) => {
      if (peers.has(connection)) effects.push({ kind: 'send', connection, octets });
    },
    stopReading: (connection) => {
      if (peers.has(connection)) effects.push({ kind: 'pauseReading', connection });
    },
    close: (connection) => {
      if (peers.delete(connection)) effects.push({ kind: 'close', connection });
    },
    present: (to, from, octets) => void effects.push({ kind: 'present', to, from, octets }),
    confirmed: (to, from, octets) => void effects.push({ kind: 'confirmed', to, from, octets }),
    after: (timer, afterUs, then) => {
      timers.set(timer, then);
      effects.push({ kind: 'setTimer', timer, afterUs: Math.max(0, Math.ceil(afterUs)) });
    },
    cancel: (timer) => {
      if (timers.delete(timer)) effects.push({ kind: 'cancelTimer', timer });
    },
    persist: (record, octets) => {
      storing.push([]);
      effects.push({ kind: 'persist', record, octets });
    },
    stored: (then) => {
      const last = storing.at(-1);
      if (last === undefined) then();
      else last.push(then);
    },
  };
  const reactions = make(reactor);

  return {
    react(input, now) {
      nowUs = now;
      effects = [];
      switch (input.kind) {
        case 'started':
          reactions.started();
          break;
        case 'opened': {
          const peer = peers.get(input.connection);
          if (peer !== undefined) peer.opened();
          else if (peers.size < MAX_CONNECTIONS) reactions.accepted(input.connection, input.service);
          else effects.push({ kind: 'close', connection: input.connection });
          break;
        }
        case 'octets':
          peers.get(input.connection)?.octets(input.octets);
          break;
        case 'closed': {
          const peer = peers.get(input.connection);
          peers.delete(input.connection);
          peer?.closed();
          break;
        }
        case 'timer': {
          const then = timers.get(input.timer);
          timers.delete(input.timer);
          then?.();
          break;
        }
        case 'command':
          reactions.command(input.verb, input.arguments);
          break;
        case 'restored':
          reactions.restored?.(input.records);
          break;
        case 'persisted':
          for (const then of storing.shift() ?? []) then();
          break;
        case 'drained':
          break;
      }
      return effects;
    },
  };
}
