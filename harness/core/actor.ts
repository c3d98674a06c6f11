import type { Pco } from './party.ts';

/** Where a service listens, as a connecting actor names it. */
export type Endpoint = { readonly host: string; readonly port: number };

/**
 * What happens to an actor. Connections are named by the actor that opened them (`connect`) or by the
 * world (`opened` on a listener); names are unique within the actor.
 */
export type Input =
  | { readonly kind: 'started' }
  | { readonly kind: 'opened'; readonly connection: string; readonly service: string }
  | { readonly kind: 'octets'; readonly connection: string; readonly octets: Uint8Array }
  /** The peer takes octets again after `send` had filled the connection's buffer. */
  | { readonly kind: 'drained'; readonly connection: string }
  /** Also the answer to a `connect` that failed; `reason` is for people. */
  | { readonly kind: 'closed'; readonly connection: string; readonly reason: string }
  | { readonly kind: 'timer'; readonly timer: string }
  /** Once before `started`, where the world keeps a store: what an earlier life of this actor has persisted. */
  | { readonly kind: 'restored'; readonly records: ReadonlyMap<string, Uint8Array> }
  /** The record is stored, and with it whatever was persisted before it. */
  | { readonly kind: 'persisted'; readonly record: string }
  /** A case's stimulus: one of the actor's verbs. */
  | { readonly kind: 'command'; readonly verb: string; readonly arguments: Readonly<Record<string, unknown>> };

/** What an actor wants done. The world does it, in order, in the same instant. */
export type Effect =
  | { readonly kind: 'listen'; readonly service: string; readonly pco: Pco }
  | { readonly kind: 'connect'; readonly connection: string; readonly to: Endpoint; readonly pco: Pco }
  /** Exactly one whole message; the world records it, applies link faults and writes it. */
  | { readonly kind: 'send'; readonly connection: string; readonly octets: Uint8Array }
  | { readonly kind: 'pauseReading'; readonly connection: string }
  | { readonly kind: 'resumeReading'; readonly connection: string }
  | { readonly kind: 'close'; readonly connection: string }
  /** A timer set again under the same name starts anew. */
  | { readonly kind: 'setTimer'; readonly timer: string; readonly afterUs: number }
  | { readonly kind: 'cancelTimer'; readonly timer: string }
  /** Takes the place of the record's former octets; none at all take the record away. All of one reaction is stored, or nothing. */
  | { readonly kind: 'persist'; readonly record: string; readonly octets: Uint8Array }
  /** The handset shows a complete message to its user; recorded at PCO `push`. */
  | { readonly kind: 'present'; readonly to: string; readonly from: string; readonly octets: Uint8Array }
  /** The user says yes to a message that the handset has shown; recorded at PCO `push`, with that message's octets. */
  | { readonly kind: 'confirmed'; readonly to: string; readonly from: string; readonly octets: Uint8Array };

/** A role without input or output; the same one runs in virtual time and on sockets. */
export type Actor = { readonly react: (input: Input, nowUs: number) => readonly Effect[] };

/**
 * A verb a case can use on an actor. `schema` (JSON Schema) fixes its arguments.
 * `command`: handed to the actor as an input. `departure`: a command at which the actor departs from its own rules, so that
 * nothing is judged of it in this case. `await`: a named event and a limit; `met` counts in the trace.
 */
export type Verb = {
  readonly summary: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly kind: 'command' | 'departure' | 'await';
};
