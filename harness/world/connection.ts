import type { Party, Pco } from '../core/party.ts';
import type { Transit } from '../faults/define.ts';
import type { Framer } from '../wire/framing.ts';
import type { Stream } from './network.ts';
import { framerFor } from './services.ts';

/** One end of a connection: an actor of ours with a stream, or a far party that is known by what crosses our socket. */
export type End = {
  readonly party: Party;
  /** What its actor calls the connection. */
  readonly name: string;
  /** `far` has no actor here; its view is mirrored from our end unless we play its role elsewhere. */
  readonly place: 'ours' | 'far' | 'nowhere';
  /** Cuts what arrives here into messages. */
  readonly framer: Framer;
  stream: Stream | null;
  state: 'opening' | 'open' | 'closed';
  /** Whether a whole message has arrived here. */
  answered: boolean;
  /** Its way out: transits that have not entered the link, and those behind a rest. */
  underway: number;
  resting: boolean;
  readonly waiting: Transit[];
  /** It has closed, but its last messages are still underway. */
  ending: boolean;
  /** Its link broke: what is still underway never arrives. */
  broken: boolean;
};

/** A connection with both its ends; the trace calls both by the one name. */
export type Connection = {
  readonly name: string;
  readonly pco: Pco;
  readonly service: string;
  readonly opener: End;
  readonly acceptor: End;
  /** Cuts what a far party says into messages; `null` when both ends are ours. */
  readonly heard: Framer | null;
};

/** An end that nothing has happened at yet. */
export function makeEnd(end: Pick<End, 'party' | 'name' | 'place' | 'framer'>): End {
  const { party, name, place, framer } = end;
  return {
    party,
    name,
    place,
    framer,
    stream: null,
    state: 'opening',
    answered: false,
    underway: 0,
    resting: false,
    waiting: [],
    ending: false,
    broken: false,
  };
}

/** The other end. */
export function peerOf(connection: Connection, end: End): End {
  return end === connection.opener ? connection.acceptor : connection.opener;
}

/** Whether messages can still leave and arrive here. */
export function isOpen(end: End): boolean {
  return end.state === 'open';
}

/** What another actor of ours calls the session that it shares. */
export const SHARED = 'shared';

/** The same session as another actor of ours sees it: segments on the PPG's transceiver session (profile, bind: shared). */
export function makeAside({ name, service, acceptor }: Connection, near: End, whose: Party): Connection {
  const opener = makeEnd({ party: whose, name: SHARED, place: 'ours', framer: framerFor('sm', 'opener') });
  const far = makeEnd({ ...acceptor, framer: framerFor('sm', 'acceptor') });
  return {
    name,
    pco: 'sm',
    service,
    opener: { ...opener, stream: near.stream, state: 'open' },
    acceptor: { ...far, state: 'open' },
    heard: null,
  };
}
