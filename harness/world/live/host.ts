import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Actor, Effect, Endpoint, Input } from '../../core/actor.ts';
import { exhaustive } from '../../core/assert.ts';
import type { Party, Pco } from '../../core/party.ts';
import type { Transit } from '../../faults/define.ts';
import { messageEvent } from '../../trace/decode.ts';
import type { Message } from '../../trace/event.ts';
import type { Links } from '../links.ts';
import { farParty } from '../services.ts';
import { makeClock } from './clock.ts';
import { CONNECT_MS } from './loopback.ts';
import { makeSocketEnd, type SocketEnd } from './sockets.ts';
import type { Store } from './store/store.ts';

/** One actor on sockets of its own, for peers that come and go: nothing is recorded. */
export type Host = {
  readonly start: () => void;
  readonly tell: (input: Input) => void;
  /** Connections that are open. */
  readonly connections: () => number;
  readonly nowUs: () => number;
  /** Closes everything at once. */
  readonly close: () => Promise<void>;
};

export type HostParts = {
  readonly party: Party;
  readonly make: (epochUtc: string) => Actor;
  /** Servers that already listen, by service. */
  readonly doors: ReadonlyMap<string, Server>;
  /** Addresses that are reached over TLS. */
  readonly isTls: (to: Endpoint) => boolean;
  readonly links: Links;
  /** Where it persists; `null` = nowhere. */
  readonly store: Store | null;
  readonly presented: (shown: Extract<Effect, { kind: 'present' }>) => void;
  /** A defect of ours; the host goes on. */
  readonly failed: (error: unknown) => void;
};

/** Connections that peers may hold open at once. */
const MAX_ACCEPTED = 1_024;

type Persist = Extract<Effect, { kind: 'persist' }>;

/** A connection, and what is on its way out. */
type Line = { readonly end: SocketEnd; readonly pco: Pco; resting: boolean; readonly waiting: Transit[] };

/** Listens on a host and port (0 = a free one); the answer listens already. */
export async function openDoor(endpoint: Endpoint): Promise<{ readonly server: Server; readonly at: Endpoint }> {
  const server = createServer({ pauseOnConnect: true });
  server.maxConnections = MAX_ACCEPTED;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(endpoint, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : endpoint.port;
      resolve({ server, at: { host: endpoint.host, port } });
    });
  });
}

/** Runs an actor on sockets until it is closed. */
export function makeHost({ party, make, doors, isTls, links, store, presented, failed }: HostParts): Host {
  const lines = new Map<string, Line>();
  const opening = new Set<Socket>();
  const timers = new Map<string, () => void>();
  let accepted = 0;
  let sent = 0;
  let closed = false;

  const run = (what: () => void): void => {
    if (closed) return;
    try {
      what();
    } catch (error) {
      failed(error);
    }
  };
  const clock = makeClock(run);
  const actor = make(clock.epochUtc);

  const tell = (input: Input): void => {
    if (closed) return;
    const persisted: Persist[] = [];
    for (const effect of actor.react(input, clock.nowUs())) {
      if (effect.kind === 'persist') persisted.push(effect);
      else perform(effect);
    }
    if (persisted.length > 0) persist(persisted);
  };
  const persist = (records: readonly Persist[]): void => {
    const stored = (): void =>
      run(() => {
        for (const { record } of records) tell({ kind: 'persisted', record });
      });
    if (store === null) clock.schedule(0, stored);
    else store.append(records, stored);
  };

  const perform = (effect: Exclude<Effect, Persist>): void => {
    switch (effect.kind) {
      case 'listen':
        doors.get(effect.service)?.on('connection', (socket) => {
          accepted += 1;
          take(`${effect.service}-${accepted}`, effect.service, effect.pco, socket);
        });
        return;
      case 'connect':
        connect(effect);
        return;
      case 'send':
        send(effect.connection, effect.octets);
        return;
      case 'pauseReading':
        lines.get(effect.connection)?.end.stream.pauseReading();
        return;
      case 'resumeReading':
        lines.get(effect.connection)?.end.stream.resumeReading();
        return;
      case 'close': {
        const line = lines.get(effect.connection);
        lines.delete(effect.connection);
        line?.end.stream.end();
        return;
      }
      case 'setTimer':
        timers.get(effect.timer)?.();
        timers.set(
          effect.timer,
          clock.schedule(effect.afterUs, () => {
            timers.delete(effect.timer);
            tell({ kind: 'timer', timer: effect.timer });
          }),
        );
        return;
      case 'cancelTimer':
        timers.get(effect.timer)?.();
        timers.delete(effect.timer);
        return;
      case 'present':
        presented(effect);
        return;
      case 'confirmed':
        return;
      default:
        return exhaustive(effect);
    }
  };

  /** Takes charge of an open socket under the actor's name for it. */
  const take = (connection: string, service: string, pco: Pco, socket: Socket): void => {
    const end = makeSocketEnd(socket, run, service === '' ? 'opener' : 'acceptor');
    const line: Line = { end, pco, resting: false, waiting: [] };
    lines.set(connection, line);
    run(() => tell({ kind: 'opened', connection, service }));
    // It may have been closed in the same breath.
    if (lines.get(connection) !== line) return;
    end.attach({
      octets: (octets) => tell({ kind: 'octets', connection, octets }),
      drained: () => tell({ kind: 'drained', connection }),
      closed: (reason) => lose(connection, line, reason),
    });
  };
  const lose = (connection: string, line: Line, reason: string): void => {
    if (lines.get(connection) !== line) return;
    lines.delete(connection);
    tell({ kind: 'closed', connection, reason });
  };

  const connect = ({ connection, to, pco }: Extract<Effect, { kind: 'connect' }>): void => {
    const isSafe = isTls(to);
    const socket = isSafe ? connectTls({ ...to, rejectUnauthorized: true }) : connectTcp(to);
    let reason = 'closed while connecting';
    opening.add(socket);
    socket.setTimeout(CONNECT_MS, () => socket.destroy());
    const onError = (error: Error): void => {
      reason = error.message;
    };
    const onClose = (): void => {
      opening.delete(socket);
      run(() => tell({ kind: 'closed', connection, reason }));
    };
    socket.on('error', onError);
    socket.on('close', onClose);
    socket.once(isSafe ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      socket.off('error', onError);
      socket.off('close', onClose);
      opening.delete(socket);
      socket.pause();
      take(connection, '', pco, socket);
    });
  };

  const send = (connection: string, octets: Uint8Array): void => {
    const line = lines.get(connection);
    if (line === undefined) return;
    for (const transit of links.apply(messageOf(connection, line.pco, octets)).transits) {
      if (transit.afterUs > 0) clock.schedule(transit.afterUs, () => enter(connection, line, transit));
      else enter(connection, line, transit);
    }
  };
  const messageOf = (connection: string, pco: Pco, octets: Uint8Array): Message => {
    sent += 1;
    const place = { seq: sent, atUs: clock.nowUs(), party, peer: farParty(party, pco), pco, connection };
    return messageEvent(place, 'out', octets);
  };
  const enter = (connection: string, line: Line, transit: Transit): void => {
    if (line.resting) {
      line.waiting.push(transit);
      return;
    }
    line.end.stream.write(transit.octets);
    if (transit.breaks === true) {
      line.end.stream.end();
      clock.schedule(0, () => lose(connection, line, 'the link broke'));
    }
    if (transit.restUs === undefined || transit.restUs === 0) return;
    line.resting = true;
    clock.schedule(transit.restUs, () => {
      line.resting = false;
      for (const behind of line.waiting.splice(0)) enter(connection, line, behind);
    });
  };

  return {
    start: () =>
      run(() => {
        if (store !== null) tell({ kind: 'restored', records: store.restored });
        tell({ kind: 'started' });
      }),
    tell: (input) => run(() => tell(input)),
    connections: () => lines.size,
    nowUs: clock.nowUs,
    close: async () => {
      closed = true;
      clock.stop();
      for (const socket of opening) socket.destroy();
      for (const { end } of lines.values()) end.destroy();
      const servers = [...doors.values()];
      await Promise.all(servers.map(async (server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}
