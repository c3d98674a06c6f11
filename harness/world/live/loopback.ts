import { createServer, connect as connectTcp, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../../core/actor.ts';
import { assert } from '../../core/assert.ts';
import type { Rng } from '../../core/rng.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Accept, Network, Stream, StreamEvents } from '../network.ts';
import type { Clock } from './clock.ts';
import { joinByPipes } from '../pipes.ts';
import { monotonicUs } from './clock.ts';
import { doorTrouble } from './door-trouble.ts';
import { makeSocketEnd, type SocketEnd } from './sockets.ts';
import type { TlsFiles } from './tls.ts';

/** How long a connection to a target may take. */
export const CONNECT_MS = 5_000;

/** How long it is open who has opened a connection that came while one of ours was on its way. */
const STRANGER_MS = 200;

const HOST = '127.0.0.1';

/** An address outside of this process that a chain may connect to: the profile's target. */
export type FarAddress = { readonly endpoint: Endpoint; readonly tls: TlsFiles | null };

/** Sockets of one chain: services on free loopback ports, and connections to them and to the target. */
export type Loopback = Network & {
  readonly addressOf: (service: string) => Endpoint | null;
  /** Longest time that a connection to the target took to come up. */
  readonly roundTripUs: () => number;
  readonly close: () => Promise<void>;
};

export type LoopbackParts = {
  readonly clock: Clock;
  readonly run: (what: () => void) => void;
  readonly services: readonly string[];
  readonly far: readonly FarAddress[];
  /** Where a service listens; `null` = on a free port of the loopback. */
  readonly listenAt: (service: string) => Endpoint | null;
  /** Whether a connection of ours stays within the process, without a socket. */
  readonly isInside: (connection: string) => boolean;
  readonly rng: Rng;
  /** Whether services take connections that nobody of ours has opened. */
  readonly takesGuests: boolean;
  /** Whether addresses that nobody has named before may be connected to. */
  readonly reachesAnybody: boolean;
};

/** Listens first, so that every address is known before an actor starts. */
export async function openLoopback({
  clock,
  run,
  services,
  far,
  listenAt,
  isInside,
  rng,
  takesGuests,
  reachesAnybody,
}: LoopbackParts): Promise<Loopback> {
  const accepts = new Map<string, Accept>();
  const ends = new Set<SocketEnd>();
  const meeting = makeMeeting((visitor) => guest(visitor));
  const servers = new Map<string, Server>();
  /** Connections of ours on their way to a port of ours. */
  const dialing = new Map<number, number>();
  const endpoints = new Map<string, Endpoint>();
  let roundTripUs = 0;
  let closed = false;

  const keep = (socket: Socket, side: 'opener' | 'acceptor'): SocketEnd => {
    const end = makeSocketEnd(socket, run, side);
    ends.add(end);
    socket.once('close', () => ends.delete(end));
    return end;
  };
  const guest = ({ service, end }: Visitor): void =>
    run(() => {
      const accept = accepts.get(service);
      const acceptor = takesGuests && accept !== undefined ? accept(end.stream, null) : null;
      if (acceptor === null) end.destroy();
      else end.attach(acceptor);
    });
  for (const service of services) {
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      const end = keep(socket, 'acceptor');
      // Whoever comes while nobody of ours is on the way is somebody else.
      if (takesGuests && (dialing.get(socket.localPort ?? 0) ?? 0) === 0) guest({ service, end });
      else meeting.accepted(keyOf(socket.remotePort, socket.localPort), { service, end });
    });
    servers.set(service, server);
    const wanted = listenAt(service) ?? { host: HOST, port: 0 };
    endpoints.set(service, { host: wanted.host, port: await listening(server, service, wanted) });
  }
  const serviceAt = ({ host, port }: Endpoint): string | null => {
    for (const [service, at] of endpoints) if (at.host === host && at.port === port) return service;
    return null;
  };

  const connectHere = (
    to: Endpoint,
    connection: string,
    opened: (stream: Stream) => void,
    events: StreamEvents,
  ): void => {
    const socket = connectTcp(to);
    const end = keep(socket, 'opener');
    const failed = untilOpen(socket, run, events);
    dialing.set(to.port, (dialing.get(to.port) ?? 0) + 1);
    // Counted until both ends are known: then no visitor that is still unknown can be this one.
    const arrived = once(() => dialing.set(to.port, (dialing.get(to.port) ?? 1) - 1));
    socket.once('close', arrived);
    socket.once('connect', () => {
      failed.over();
      meeting.opened(keyOf(socket.localPort, to.port), (visitor) =>
        run(() => {
          arrived();
          const accept = accepts.get(visitor.service);
          const acceptor = accept === undefined ? null : accept(visitor.end.stream, connection);
          if (acceptor === null) visitor.end.destroy();
          else visitor.end.attach(acceptor);
          opened(end.stream);
          end.attach(events);
        }),
      );
    });
  };
  const connectInside = (
    service: string,
    connection: string,
    opened: (stream: Stream) => void,
    opener: StreamEvents,
  ): void => {
    const accept = accepts.get(service);
    const { nowUs, schedule } = clock;
    if (accept === undefined) schedule(0, () => opener.closed('nobody is there yet'));
    else joinByPipes({ nowUs, schedule, rng, accept: (stream) => accept(stream, connection), opened, opener });
  };
  const connectFar = (to: FarAddress, opened: (stream: Stream) => void, events: StreamEvents): void => {
    const startedUs = monotonicUs();
    const socket =
      to.tls === null ? connectTcp(to.endpoint) : connectTls({ ...to.endpoint, ...to.tls, rejectUnauthorized: true });
    const end = keep(socket, 'opener');
    const failed = untilOpen(socket, run, events);
    socket.once('connect', () => {
      roundTripUs = Math.max(roundTripUs, monotonicUs() - startedUs);
    });
    socket.once(to.tls === null ? 'connect' : 'secureConnect', () => {
      failed.over();
      run(() => {
        opened(end.stream);
        end.attach(events);
      });
    });
  };

  return {
    nowUs: clock.nowUs,
    schedule: clock.schedule,
    listen: (service, accept) => {
      assert(servers.has(service), `${service} listens before its actor starts`);
      accepts.set(service, accept);
    },
    serviceAt,
    addressOf: (service) => endpoints.get(service) ?? null,
    connect: (to, connection, opened, events) => {
      const named = far.find(({ endpoint }) => endpoint.host === to.host && endpoint.port === to.port);
      const target = named ?? (reachesAnybody ? { endpoint: to, tls: null } : undefined);
      if (closed) return;
      const service = serviceAt(to);
      if (service !== null && isInside(connection)) connectInside(service, connection, opened, events);
      else if (service !== null) connectHere(to, connection, opened, events);
      else if (target !== undefined) connectFar(target, opened, events);
      else clock.schedule(0, () => events.closed('not an address of this run'));
    },
    roundTripUs: () => roundTripUs,
    close: async () => {
      closed = true;
      meeting.close();
      for (const end of ends) end.destroy();
      await Promise.all([...servers.values()].map(closing));
    },
  };
}

/** A connection that fails to open ends in `closed`, at the latest after CONNECT_MS. */
function untilOpen(
  socket: Socket,
  run: (what: () => void) => void,
  events: StreamEvents,
): { readonly over: () => void } {
  let reason = 'closed while connecting';
  const timer = setTimeout(() => {
    reason = 'no answer to the attempt to connect';
    socket.destroy();
  }, CONNECT_MS);
  const onError = (error: Error): void => {
    reason = error.message;
  };
  const onClose = (): void => {
    clearTimeout(timer);
    run(() => events.closed(reason));
  };
  socket.on('error', onError);
  socket.on('close', onClose);
  return {
    over: () => {
      clearTimeout(timer);
      socket.off('error', onError);
      socket.off('close', onClose);
    },
  };
}

type Visitor = { readonly service: string; readonly end: SocketEnd };

function once(what: () => void): () => void {
  let done = false;
  return () => {
    if (!done) what();
    done = true;
  };
}

/** Brings the two ends of a connection together: whichever the machine tells of first waits for the other. */
function makeMeeting(stranger: (visitor: Visitor) => void): {
  readonly accepted: (key: string, visitor: Visitor) => void;
  readonly opened: (key: string, met: (visitor: Visitor) => void) => void;
  readonly close: () => void;
} {
  const visitors = new Map<string, { readonly visitor: Visitor; readonly timer: NodeJS.Timeout }>();
  const hosts = new Map<string, (visitor: Visitor) => void>();
  return {
    accepted: (key, visitor) => {
      const met = hosts.get(key);
      hosts.delete(key);
      if (met !== undefined) {
        met(visitor);
        return;
      }
      const timer = setTimeout(() => {
        visitors.delete(key);
        stranger(visitor);
      }, STRANGER_MS);
      visitors.set(key, { visitor, timer });
    },
    opened: (key, met) => {
      const waiting = visitors.get(key);
      visitors.delete(key);
      if (waiting === undefined) {
        hosts.set(key, met);
        return;
      }
      clearTimeout(waiting.timer);
      met(waiting.visitor);
    },
    close: () => {
      for (const { timer } of visitors.values()) clearTimeout(timer);
    },
  };
}

function keyOf(from: number | undefined, to: number | undefined): string {
  return `${from ?? 0} to ${to ?? 0}`;
}

async function listening(server: Server, service: string, { host, port }: Endpoint): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const remedy = 'Free the port, or name another one in the profile.';
      reject(
        new UsageError(
          service.replace(/\..*/, '.listen'),
          `cannot listen on ${host}:${port}: ${doorTrouble(error)}`,
          remedy,
        ),
      );
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      assert(address !== null && typeof address === 'object', 'a server on TCP has a port');
      resolve(address.port);
    });
  });
}

async function closing(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
