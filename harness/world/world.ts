import type { Actor } from '../core/actor.ts';
import type { Party } from '../core/party.ts';
import type { AddressBook, ChainSettings } from '../core/settings.ts';
import type { Trace } from '../trace/event.ts';

/** A reference or faulty peer of one role, for one chain. */
export type MakeActor = (address: AddressBook, settings: ChainSettings) => Actor;

/** A running chain, as the case runner sees it in every world. */
export type Chain = {
  readonly numbers: readonly string[];
  /** Gives an actor a stimulus. */
  readonly command: (party: Party, verb: string, args: Readonly<Record<string, unknown>>) => void;
  /**
   * Makes a link misbehave from now on. `on`: `sm`, `rp`, `smpp`, `pap`, `fetch`, or one direction, as `smsc>handset`. Options: the
   * fault's own, and `skip` (messages left alone first) and `times` (most that are harmed). `none` heals the link. PDUs that
   * keep a session up pass unharmed.
   */
  readonly fault: (on: string, name: string, options: Readonly<Record<string, number>>) => void;
  /** Waits for a named event: until `holds`, at most `limitUs`. True when it held. Virtual time jumps there. */
  readonly until: (what: string, holds: (trace: Trace) => boolean, limitUs: number) => Promise<boolean>;
  /** Lets time pass. Only for observing that nothing more comes. */
  readonly rest: (durationUs: number) => Promise<void>;
  /** All events up to now. */
  readonly trace: () => Trace;
  /**
   * Why nothing more can happen on this chain, so that every wait is over at once: a guard rail of the profile held a
   * submission back for good. `null` = it goes on.
   */
  readonly stopped: () => string | null;
  /** Of a closed chain: its trace with what came later and belongs to it; `null` where nothing did. */
  readonly afterwards: () => Trace | null;
  readonly nowUs: () => number;
  /** Unbinds, closes and frees what this chain used; idempotent. The closing itself is not recorded. */
  readonly close: () => Promise<void>;
};

/**
 * Opens chains: in virtual time (`sim`) or on sockets (`live`). Live chains have UTC of their own: the trace's header says
 * it, `settings.epochUtc` is for `sim`. Towards a target, `settings.numbers` says how many numbers, not which.
 */
export type World = {
  readonly kind: 'sim' | 'live';
  readonly open: (source: string, parties: Parties, settings: ChainSettings) => Promise<Chain>;
  readonly close: () => Promise<void>;
};

/** Who plays which role. A role that is absent is remote (the profile's target) or not part of the chain. */
export type Parties = Readonly<Partial<Record<Party, MakeActor>>>;
