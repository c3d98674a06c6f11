import type { Effect, Input } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import type { Party, Pco } from '../core/party.ts';
import type { Recorder } from '../trace/recorder.ts';
import { makeAside, makeEnd, peerOf, type Connection, type End } from './connection.ts';
import type { Links } from './links.ts';
import type { Network, Stream, StreamEvents } from './network.ts';
import { makePassage, type FarHooks } from './passage.ts';
import { farParty, farService, framerFor, guestsAt, ownerOf } from './services.ts';

/** All connections of one chain, as its actors name them. Names that are gone are ignored: a peer may always close first. */
export type Connections = {
  readonly listen: (party: Party, service: string) => void;
  readonly connect: (party: Party, effect: Extract<Effect, { kind: 'connect' }>) => void;
  readonly send: (party: Party, name: string, octets: Uint8Array) => void;
  readonly pauseReading: (party: Party, name: string) => void;
  readonly resumeReading: (party: Party, name: string) => void;
  readonly close: (party: Party, name: string) => void;
  /** Whether each SMPP session that an actor opened has had its first answer, or is closed. */
  readonly settled: () => boolean;
  /** SMPP sessions that an actor opened and that are open. */
  readonly sessions: () => number;
  readonly mute: () => void;
  readonly muted: () => boolean;
};

export type ConnectionsParts = {
  readonly network: Network;
  readonly recorder: Recorder;
  readonly links: Links;
  readonly hooks: FarHooks;
  readonly tell: (party: Party, input: Input) => void;
  readonly isOurs: (party: Party) => boolean;
};

type ClosedBy = 'us' | 'them';

/** No connections yet. */
export function makeConnections({ network, recorder, links, hooks, tell, isOurs }: ConnectionsParts): Connections {
  const byActor = new Map<string, { readonly connection: Connection; readonly end: End }>();
  const byName = new Map<string, Connection>();
  const asides = new Map<string, Connection>();
  const counts = new Map<Pco, number>();

  /** Whoever closed is recorded first: an actor of ours, or a far party that we lost. */
  const leave = (connection: Connection, end: End, closedBy: ClosedBy): void => {
    const peer = peerOf(connection, end);
    byActor.delete(`${end.party} ${end.name}`);
    leaveAside(connection);
    const mirrored = peer.place !== 'ours' && peer.state === 'open' ? peer : null;
    if (mirrored !== null) mirrored.state = 'closed';
    if (mirrored !== null && closedBy === 'them') passage.note('closed', connection, mirrored);
    passage.note('closed', connection, end);
    if (mirrored !== null && closedBy === 'us') passage.note('closed', connection, mirrored);
    passage.retire(end);
    if (peer.state !== 'open') byName.delete(connection.name);
  };

  /** The end of a stream at one of our ends: the actor hears it, unless it closed first. */
  const lost = (connection: Connection, end: End, reason: string, closedBy: ClosedBy): void => {
    if (end.state === 'closed') return;
    for (const frame of end.framer.end()) {
      if (frame.problem === null) passage.complete(connection, end, frame.octets);
    }
    leave(connection, end, closedBy);
    tell(end.party, { kind: 'closed', connection: end.name, reason });
  };

  const lostSoon = (connection: Connection, end: End, reason: string): void => {
    network.schedule(0, () => lost(connection, end, reason, 'us'));
  };

  const passage = makePassage({
    network,
    recorder,
    links,
    hooks,
    tell,
    broken: (connection, from) => {
      for (const end of [connection.opener, connection.acceptor]) end.broken = true;
      lostSoon(connection, from.place === 'ours' ? from : peerOf(connection, from), 'the link broke');
    },
  });

  /** A message for another party of ours than the one whose session it came on: it has its own view of the session. */
  const sayAside = (connection: Connection, near: End, whose: Party, octets: Uint8Array): void => {
    let aside = asides.get(connection.name);
    if (aside === undefined) {
      aside = makeAside(connection, near, whose);
      asides.set(connection.name, aside);
      byActor.set(`${whose} ${aside.opener.name}`, { connection: aside, end: aside.opener });
    }
    passage.heard(aside, aside.acceptor, octets);
  };

  const leaveAside = (connection: Connection): void => {
    const aside = asides.get(connection.name);
    if (aside === undefined) return;
    asides.delete(connection.name);
    byActor.delete(`${aside.opener.party} ${aside.opener.name}`);
    aside.opener.state = 'closed';
    aside.acceptor.state = 'closed';
  };

  /** What a far party says, message by message; a stream that is none any more is recorded and closed. */
  const listenTo = (connection: Connection, near: End, frames: ReturnType<End['framer']['push']>): void => {
    const far = peerOf(connection, near);
    for (const { octets, problem } of frames) {
      if (near.state !== 'open') return;
      if (!hooks.bears(octets.length)) {
        lost(connection, near, 'the peer said more than can be held', 'us');
        return;
      }
      const whose = hooks.forWhom({ pco: connection.pco, octets });
      if (whose === null) passage.heard(connection, far, octets);
      else if (isOurs(whose)) sayAside(connection, near, whose, octets);
      if (problem !== null) lostSoon(connection, near, `framing lost: ${problem}`);
    }
  };

  const eventsOf = (connection: Connection, end: End): StreamEvents => {
    const { heard } = connection;
    return {
      octets: (octets) => {
        if (end.state !== 'open') return;
        if (heard === null) passage.arrive(connection, end, octets);
        else listenTo(connection, end, heard.push(octets));
      },
      drained: () => {
        if (end.state === 'open') tell(end.party, { kind: 'drained', connection: end.name });
      },
      closed: (reason) => {
        if (heard !== null && end.state === 'open') listenTo(connection, end, heard.end());
        lost(connection, end, reason, 'them');
      },
    };
  };

  const openUp = (connection: Connection, end: End, stream: Stream): void => {
    const peer = peerOf(connection, end);
    end.stream = stream;
    if (end.state === 'closed') {
      stream.end();
      return;
    }
    end.state = 'open';
    passage.note('opened', connection, end);
    if (peer.place !== 'ours') {
      peer.state = 'open';
      passage.note('opened', connection, peer);
    }
    byActor.set(`${end.party} ${end.name}`, { connection, end });
    tell(end.party, { kind: 'opened', connection: end.name, service: connection.service });
  };

  const of = (party: Party, name: string): { readonly connection: Connection; readonly end: End } | undefined =>
    byActor.get(`${party} ${name}`);

  const sessionsOfOurs = (): End[] =>
    [...byName.values()]
      .filter(({ pco, opener }) => (pco === 'smpp' || pco === 'sm') && opener.place === 'ours')
      .map(({ opener }) => opener);

  const named = (pco: Pco): string => {
    const count = (counts.get(pco) ?? 0) + 1;
    counts.set(pco, count);
    return `${pco}-${count}`;
  };

  /** A connection that a far party has opened to a service of ours. */
  const welcome = (party: Party, service: string): Connection | null => {
    const guest = guestsAt(service).find((one) => !isOurs(one.party));
    if (guest === undefined) return null;
    const { pco } = guest;
    const name = named(pco);
    const connection: Connection = {
      name,
      pco,
      service,
      opener: makeEnd({
        party: guest.party,
        name: `${name} of a far party`,
        place: 'far',
        framer: framerFor(pco, 'opener'),
      }),
      acceptor: makeEnd({
        party,
        name: `${name} at ${service}`,
        place: 'ours',
        framer: framerFor(pco, 'acceptor'),
      }),
      heard: framerFor(pco, 'acceptor'),
    };
    byName.set(name, connection);
    return connection;
  };

  return {
    listen: (party, service) => {
      assert(ownerOf(service) === party, `${service} is served by its owner, not by ${party}`);
      network.listen(service, (stream, name) => {
        const connection = name === null ? welcome(party, service) : (byName.get(name) ?? null);
        if (connection === null) return null;
        openUp(connection, connection.acceptor, stream);
        return eventsOf(connection, connection.acceptor);
      });
    },
    connect: (party, effect) => {
      assert(of(party, effect.connection) === undefined, `${party} names a new connection, not ${effect.connection}`);
      const { pco, to } = effect;
      const name = named(pco);
      const service = network.serviceAt(to);
      const owner = service === null ? null : ownerOf(service);
      const near = owner !== null && isOurs(owner);
      const far = owner ?? farParty(party, pco);
      const connection: Connection = {
        name,
        pco,
        service: service ?? farService(party, pco),
        opener: makeEnd({ party, name: effect.connection, place: 'ours', framer: framerFor(pco, 'opener') }),
        acceptor: makeEnd({
          party: far,
          name: `${name} at ${service ?? 'a far party'}`,
          place: near ? 'ours' : isOurs(far) ? 'nowhere' : 'far',
          framer: framerFor(pco, 'acceptor'),
        }),
        heard: near ? null : framerFor(pco, 'opener'),
      };
      byName.set(name, connection);
      const { opener } = connection;
      byActor.set(`${party} ${effect.connection}`, { connection, end: opener });
      network.connect(to, name, (stream) => openUp(connection, opener, stream), eventsOf(connection, opener));
    },
    send: (party, name, octets) => {
      const found = of(party, name);
      if (found === undefined) return;
      assert(found.end.state === 'open', `${party} sends on ${name} only once it is open`);
      passage.send(found.connection, found.end, octets);
    },
    pauseReading: (party, name) => of(party, name)?.end.stream?.pauseReading(),
    resumeReading: (party, name) => of(party, name)?.end.stream?.resumeReading(),
    close: (party, name) => {
      const found = of(party, name);
      if (found !== undefined) leave(found.connection, found.end, 'us');
    },
    settled: () => sessionsOfOurs().every(({ state, answered }) => state === 'closed' || answered),
    sessions: () => sessionsOfOurs().filter(({ state }) => state === 'open').length,
    mute: passage.mute,
    muted: passage.muted,
  };
}
