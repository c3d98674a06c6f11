import type { Actor, Effect, Input } from '../core/actor.ts';
import type { Framer } from '../wire/framing.ts';
import { smppFramer } from '../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, type Pdu, type PduInput } from '../wire/smpp/pdu.ts';

/** What is known of a connection when something is said on it. */
export type Heard = {
  readonly connection: string;
  /** The request that a response answers. */
  readonly request: Pdu | null;
  /** Commands of the requests that came, in order. */
  readonly commands: readonly string[];
  /** When the last of them came. */
  readonly atUs: number;
};

export type Respeaking = {
  /** What is said in place of a PDU; absent: the PDU. */
  readonly say?: (pdu: Pdu, octets: Uint8Array, heard: Heard) => readonly (PduInput | Uint8Array)[];
  /** What is said to a PDU that came, before the answer of the reference. */
  readonly hear?: (pdu: Pdu, heard: Heard) => readonly PduInput[];
  /** After such a PDU the connection is neither answered nor closed any more; `problem`: what its length is not. */
  readonly deafTo?: (pdu: Pdu, problem: string | null) => boolean;
  /** After such a PDU the connection is closed, and nothing else is said to it. */
  readonly hangsUpOn?: (pdu: Pdu, heard: Heard) => boolean;
  /** After such a PDU all connections are closed. */
  readonly diesOf?: (pdu: Pdu, problem: string | null) => boolean;
  /** Timers that never ring. */
  readonly without?: RegExp;
};

const MAX_PDU_OCTETS = 70_000;

type Link = {
  readonly framer: Framer;
  readonly requests: Map<number, Pdu>;
  readonly commands: string[];
  atUs: number;
  deaf: boolean;
};

/** An actor that is right in all but what it says on its SMPP connections, `which` by name. */
export function respeak(how: Respeaking, which: RegExp): (reference: Actor) => Actor {
  return (reference) => {
    const links = new Map<string, Link>();
    const linkOf = (connection: string): Link => {
      const known = links.get(connection);
      if (known !== undefined) return known;
      const link = { framer: smppFramer(MAX_PDU_OCTETS), requests: new Map(), commands: [], atUs: 0, deaf: false };
      links.set(connection, link);
      return link;
    };
    const heardOn = (connection: string, request: Pdu | null): Heard => {
      const { commands, atUs } = linkOf(connection);
      return { connection, request, commands, atUs };
    };

    const said = (effect: Effect): readonly Effect[] => {
      if (effect.kind === 'setTimer' && how.without?.test(effect.timer) === true) return [];
      if ((effect.kind !== 'send' && effect.kind !== 'close') || !which.test(effect.connection)) return [effect];
      const link = linkOf(effect.connection);
      if (link.deaf) return [];
      if (effect.kind === 'close') {
        links.delete(effect.connection);
        return [effect];
      }
      const pdu = decodePdu(effect.octets);
      if (how.say === undefined) return [effect];
      const request = isResponse(pdu) ? (link.requests.get(pdu.sequence_number) ?? null) : null;
      return how.say(pdu, effect.octets, heardOn(effect.connection, request)).map((one) => ({
        ...effect,
        octets: one instanceof Uint8Array ? one : encodePdu(one),
      }));
    };
    const heard = (input: Extract<Input, { kind: 'octets' }>, nowUs: number): readonly Effect[] => {
      const { connection } = input;
      const link = linkOf(connection);
      return link.framer.push(input.octets).flatMap(({ octets, problem }): readonly Effect[] => {
        const pdu = decodePdu(octets);
        const before = heardOn(connection, null);
        const answers = (how.hear?.(pdu, before) ?? []).map((one): Effect => ({
          kind: 'send',
          connection,
          octets: encodePdu(one),
        }));
        const hangsUp = how.hangsUpOn?.(pdu, before) === true;
        if (!isResponse(pdu)) {
          link.requests.set(pdu.sequence_number, pdu);
          link.commands.push(pdu.command);
        }
        link.atUs = nowUs;
        if (how.deafTo?.(pdu, problem) === true) link.deaf = true;
        if (how.diesOf?.(pdu, problem) === true)
          return [...links.keys()].map((name) => ({ kind: 'close', connection: name }));
        return hangsUp ? [...answers, { kind: 'close', connection }] : answers;
      });
    };

    return {
      react: (input, nowUs) => {
        const isHeard = input.kind === 'octets' && which.test(input.connection);
        const first = isHeard ? heard(input, nowUs) : [];
        const gone = new Set(first.flatMap((effect) => (effect.kind === 'close' ? [effect.connection] : [])));
        if (gone.size === 0) return [...first, ...reference.react(input, nowUs).flatMap(said)];
        // The reference hears that its connections are lost, and says nothing more on them.
        const lost = [...gone].flatMap((connection) => {
          links.delete(connection);
          return reference.react({ kind: 'closed', connection, reason: 'closed by ourselves' }, nowUs);
        });
        return [
          ...first,
          ...lost.filter((effect) => !('connection' in effect) || !gone.has(effect.connection)).flatMap(said),
        ];
      },
    };
  };
}

/** All connections of an SMSC but those of a radio side, which speaks no SMPP. */
export const OF_SMSC = /^(?!rp-)/;
/** A PPG's sessions with the SMSC. */
export const OF_PPG = /^smsc /;
