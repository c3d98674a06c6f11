import type { Profile } from '../../core/profile.ts';
import { fromLatin1 } from '../../wire/octets.ts';
import { encodePdu, type PduInput } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';
import { ODD_PDUS, type Change, type Made, type Maker, type Odd } from '../smpp/odd-pdus.ts';
import type { Sessions } from './session.ts';

export type OddSmscOptions = {
  readonly reactor: Pick<Reactor, 'after' | 'cancel'>;
  readonly profile: Profile;
  readonly sessions: Pick<Sessions, 'write' | 'request' | 'close' | 'playDead' | 'holdEnquiries' | 'submitters'>;
};

/** The SMSC's departures from SMPP on the session of a PPG, one after another. */
export type OddSmsc = {
  readonly say: (from: string, names: readonly string[]) => void;
  /** An enquire_link of ours was answered: what came before it is over with. */
  readonly alive: (connection: string) => void;
  readonly lost: (connection: string) => void;
  readonly bound: () => void;
};

/** Marks the answers that are for us. */
export const ODD = 'odd';

/** Its requests are told from those of the session by their numbers. */
const FIRST_SEQUENCE = 0x10_0000;
/** From here on the plain requests are numbered that show that all has been said, and that the PPG is still there. */
export const FIRST_LAST_WORD = 0x20_0000;
const QUIET = 0.2;
/** How long an answer is waited for: until a timing row of kind U has no doubt, and a little more. */
const DEAF_MS = 1_500;
const MAX_WAITING = 1_000;
/** So many times a PPG that has gone deaf is waited for beyond doubt; for as long as an answer may take after that. */
const DEAF_BEYOND_DOUBT = 3;

/** One thing to be said, and what it is an example of. */
type Order = { readonly kind: string; readonly say: (next: () => number) => Odd };

export function makeOddSmsc({ reactor, profile, sessions }: OddSmscOptions): OddSmsc {
  const { timers, smpp } = profile;
  const waiting: Order[] = [];
  let on: string | null = null;
  let sequence = FIRST_SEQUENCE;
  let messages = 0;
  /** A session on which nothing more can be said. */
  let spoilt: string | null = null;
  let lastWords = 0;
  let deaf = 0;
  let kind = '';
  let owesLastWord = false;

  const next = (): number => {
    sequence += 1;
    return sequence;
  };
  const proceed = (): void => {
    on = null;
    sessions.playDead(0);
    if (spoilt !== null) sessions.close(spoilt);
    spoilt = null;
    const [connection] = sessions.submitters();
    if (connection === undefined) return;
    const order = waiting.shift();
    if (order === undefined) {
      if (owesLastWord) sayLastWord(connection);
      return;
    }
    on = connection;
    kind = order.kind;
    const { writes, paceMs, thenSilentMs, thenLeave } = order.say(next);
    spoilt = thenLeave === true ? connection : null;
    writePaced(connection, writes, paceMs ?? 0, () => {
      if (thenSilentMs === undefined) reactor.after(ODD, QUIET * timers.linkMs * 1_000, askForLife);
      else {
        // Whatever is said now would end what was begun.
        sessions.playDead(MAX_WAITING);
        reactor.after(ODD, thenSilentMs * 1_000, proceed);
      }
    });
  };
  /** One after the other; `then` when all is written, and no answer gets between. */
  const writePaced = (to: string, [first, ...rest]: readonly Uint8Array[], paceMs: number, then: () => void): void => {
    sessions.holdEnquiries(rest.length > 0);
    if (first !== undefined) sessions.write(to, first);
    if (rest.length === 0) then();
    else if (paceMs === 0) writePaced(to, rest, paceMs, then);
    else reactor.after(ODD, paceMs * 1_000, () => writePaced(to, rest, paceMs, then));
  };
  const sayLastWord = (connection: string): void => {
    owesLastWord = false;
    const sequence_number = FIRST_LAST_WORD + lastWords;
    lastWords += 1;
    sessions.write(connection, encodePdu({ command: 'enquire_link', sequence_number }));
  };
  const askForLife = (): void => {
    if (on === null) return;
    sessions.request(on, 'enquire_link', {}, ODD);
    const limitMs = deaf < DEAF_BEYOND_DOUBT ? 3 * timers.linkMs + DEAF_MS : timers.linkMs;
    reactor.after(ODD, limitMs * 1_000, () => {
      // Who is deaf to one would be to others of the kind.
      deaf += 1;
      waiting.splice(0, waiting.length, ...waiting.filter((order) => order.kind !== kind));
      proceed();
    });
  };
  const messageFrom = (from: string, { fields, before = [], behind = [] }: Change = {}): Made => {
    messages += 1;
    const number = next();
    const pdu: PduInput = {
      command: 'deliver_sm',
      sequence_number: number,
      fields: {
        source_addr_ton: 1,
        source_addr_npi: 1,
        source_addr: from,
        dest_addr_ton: smpp.source.ton,
        dest_addr_npi: smpp.source.npi,
        destination_addr: smpp.source.addr,
        data_coding: smpp.dataCoding,
        short_message: fromLatin1(`pushproof says something odd, no. ${messages}`),
        ...fields,
      },
      tlvs: [...before, ...behind],
    };
    return { sequence: number, pdu, octets: encodePdu(pdu) };
  };

  return {
    say: (from, names) => {
      for (const name of names) {
        const odd = ODD_PDUS[name];
        if (odd === undefined) continue;
        const makerWith = (numbers: () => number): Maker => ({
          next: numbers,
          message: (change) => messageFrom(from, change),
          window: smpp.window,
          isAtHome: profile.target === null,
          bind: { command: 'bind_transmitter' },
          watchMs: { unbound: 0, unfinished: 3 * (timers.readMs ?? 0) + DEAF_MS, unread: 0 },
        });
        const count = odd(makerWith(() => 0)).length;
        for (let at = 0; at < count && waiting.length < MAX_WAITING; at += 1) {
          waiting.push({ kind: name, say: (numbers) => odd(makerWith(numbers))[at] ?? { writes: [], expects: [] } });
        }
      }
      owesLastWord = true;
      if (on === null) proceed();
    },
    alive: (connection) => {
      if (connection !== on) return;
      reactor.cancel(ODD);
      proceed();
    },
    lost: (connection) => {
      if (connection !== on) return;
      sessions.holdEnquiries(false);
      reactor.cancel(ODD);
      on = null;
    },
    bound: () => {
      if (on === null) proceed();
    },
  };
}
