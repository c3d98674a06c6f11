import type { Input } from '../core/actor.ts';
import type { Party, Pco } from '../core/party.ts';
import type { Transit } from '../faults/define.ts';
import type { Place, Recorder } from '../trace/recorder.ts';
import { isOpen, peerOf, type Connection, type End } from './connection.ts';
import type { Links } from './links.ts';
import type { Network } from './network.ts';

/** What a world adds to the way of messages to and from far parties. */
export type FarHooks = {
  /** After how many microseconds a message of ours may go to a far party. */
  readonly permit: (going: { readonly pco: Pco; readonly octets: Uint8Array }) => number | 'never';
  /** Whether one more message of so many octets from a far party can still be held. */
  readonly bears: (octets: number) => boolean;
  /** Whom of us a message from a far party is for; `null` = who opened the connection. */
  readonly forWhom: (coming: { readonly pco: Pco; readonly octets: Uint8Array }) => Party | null;
};

/** Everything is permitted and borne: for a chain without far parties. */
export const NO_FAR_PARTIES: FarHooks = { permit: () => 0, bears: () => true, forWhom: () => null };

/** How messages get from end to end: recorded where they leave and where they arrive, and harmed by links between. */
export type Passage = {
  /** One whole message, as an actor of ours sends it. */
  readonly send: (connection: Connection, from: End, octets: Uint8Array) => void;
  /** Octets that reached this end, however cut. */
  readonly arrive: (connection: Connection, end: End, octets: Uint8Array) => void;
  /** One whole message, as a far party said it. */
  readonly heard: (connection: Connection, from: End, octets: Uint8Array) => void;
  /** A message that the end of the stream completed; its octets have arrived before. */
  readonly complete: (connection: Connection, end: End, octets: Uint8Array) => void;
  readonly note: (kind: 'opened' | 'closed', connection: Connection, end: End) => void;
  /** This end takes no more part; what it has sent still goes out. */
  readonly retire: (end: End) => void;
  readonly mute: () => void;
  readonly muted: () => boolean;
};

export type PassageParts = {
  readonly network: Network;
  readonly recorder: Recorder;
  readonly links: Links;
  readonly hooks: FarHooks;
  readonly tell: (party: Party, input: Input) => void;
  /** The link broke behind a message from this end. */
  readonly broken: (connection: Connection, from: End) => void;
};

/** The way of messages in one chain. */
export function makePassage({ network, recorder, links, hooks, tell, broken }: PassageParts): Passage {
  let muted = false;

  const place = (connection: Connection, end: End, atUs: number): Place => ({
    atUs,
    party: end.party,
    peer: peerOf(connection, end).party,
    pco: connection.pco,
    connection: connection.name,
  });
  const depart = (connection: Connection, from: End, octets: Uint8Array): void => {
    const atUs = network.nowUs();
    if (muted || from.place === 'nowhere') {
      enter(connection, from, { octets, afterUs: 0 }, atUs);
      return;
    }
    const message = recorder.message({ ...place(connection, from, atUs), direction: 'out', octets });
    const { transits, faults } = links.apply(message);
    for (const fault of faults) recorder.fault({ ...place(connection, from, atUs), fault, affects: message.seq });
    for (const transit of transits) {
      from.underway += 1;
      const go = (goesUs: number): void => {
        from.underway -= 1;
        enter(connection, from, transit, goesUs);
      };
      if (transit.afterUs > 0) network.schedule(transit.afterUs, () => go(network.nowUs()));
      else go(atUs);
    }
  };

  /** Into the link, behind what rests there. */
  const enter = (connection: Connection, from: End, transit: Transit, atUs: number): void => {
    if (from.resting) {
      from.waiting.push(transit);
      return;
    }
    if (!from.broken) pass(connection, from, transit.octets, atUs);
    if (transit.breaks === true) broken(connection, from);
    if (transit.restUs !== undefined && transit.restUs > 0) {
      from.resting = true;
      network.schedule(transit.restUs, () => {
        from.resting = false;
        for (const behind of from.waiting.splice(0)) enter(connection, from, behind, network.nowUs());
        endIfDone(from);
      });
    }
    endIfDone(from);
  };

  const pass = (connection: Connection, from: End, octets: Uint8Array, atUs: number): void => {
    const to = peerOf(connection, from);
    if (from.place !== 'ours') {
      arrive(connection, to, octets, atUs);
      return;
    }
    if (to.place !== 'ours') arrive(connection, to, octets, atUs);
    from.stream?.write(octets);
  };

  /** Message by message, so that what an actor does about one is recorded before the next has come. */
  const arrive = (connection: Connection, end: End, octets: Uint8Array, atUs: number): void => {
    if (!takes(connection, end) || octets.length === 0) return;
    let already = end.framer.pendingOctets();
    let told = 0;
    let arrivesUs = atUs;
    for (const frame of end.framer.push(octets)) {
      end.answered = true;
      if (!muted && end.place !== 'nowhere') {
        recorder.message({ ...place(connection, end, arrivesUs), direction: 'in', octets: frame.octets });
      }
      const upTo = Math.max(told, told + frame.octets.length - already);
      already = 0;
      tellOctets(end, octets.subarray(told, upTo));
      told = upTo;
      if (!takes(connection, end)) return;
      if (end.place === 'ours') arrivesUs = network.nowUs();
    }
    tellOctets(end, octets.subarray(told));
  };

  /** A far end reads what we had sent before we closed, however long it is underway. */
  const takes = (connection: Connection, end: End): boolean =>
    isOpen(end) || (end.place === 'far' && peerOf(connection, end).ending);

  const tellOctets = (end: End, octets: Uint8Array): void => {
    if (end.place === 'ours' && octets.length > 0) tell(end.party, { kind: 'octets', connection: end.name, octets });
  };

  const endIfDone = (end: End): void => {
    if (!end.ending || ((end.underway > 0 || end.resting) && !end.broken)) return;
    end.ending = false;
    end.stream?.end();
  };

  return {
    send: (connection, from, octets) => {
      const afterUs = peerOf(connection, from).place === 'ours' ? 0 : hooks.permit({ pco: connection.pco, octets });
      if (afterUs === 'never') return;
      if (afterUs === 0) {
        depart(connection, from, octets);
        return;
      }
      network.schedule(afterUs, () => {
        if (from.state === 'open') depart(connection, from, octets);
      });
    },
    arrive: (connection, end, octets) => arrive(connection, end, octets, network.nowUs()),
    heard: depart,
    complete: (connection, end, octets) => {
      if (muted || end.place === 'nowhere') return;
      recorder.message({ ...place(connection, end, network.nowUs()), direction: 'in', octets });
    },
    note: (kind, connection, end) => {
      if (!muted && end.place !== 'nowhere') recorder[kind](place(connection, end, network.nowUs()));
    },
    retire: (end) => {
      end.state = 'closed';
      end.ending = true;
      endIfDone(end);
    },
    mute: () => {
      muted = true;
    },
    muted: () => muted,
  };
}
