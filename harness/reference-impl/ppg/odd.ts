import type { Endpoint } from '../../core/actor.ts';
import type { Profile, Target } from '../../core/profile.ts';
import { fromLatin1 } from '../../wire/octets.ts';
import { encodePdu, type PduInput } from '../../wire/smpp/pdu.ts';
import { encodePush } from '../../wire/wsp/push.ts';
import type { Reactor } from '../reactor.ts';
import { ODD_PDUS, type Change, type Made, type Maker } from '../smpp/odd-pdus.ts';
import { makeOddSession, type OddSessionOptions, type OddState } from '../smpp/odd-session.ts';
import { commandOf, submissions } from './submission-pdu.ts';

export type OddOptions = {
  readonly reactor: Reactor;
  readonly to: Endpoint;
  readonly profile: Profile;
  readonly account: Pick<Target, 'user' | 'password'>;
  readonly interfaceVersion: number;
  readonly maxPduOctets: number;
  readonly variantOf: (destination: string) => readonly string[];
};

/** A range of numbers that nobody has: no segment is to come here. */
const NO_NUMBERS = '^9{20}$';
/** Where the profile says nothing of a timer, its row is not judged and nothing is waited for. */
const NOT_WATCHED_MS = 0;
/** Kind U of section 12 beyond doubt: three limits and a second, and then some. */
const watchMs = (limitMs: number | undefined): number => (limitMs === undefined ? NOT_WATCHED_MS : 3 * limitMs + 1_500);

export type OddEsme = {
  readonly say: (to: string, state: OddState, names: readonly string[]) => void;
  /** Gives up the connection on which it reads nothing. */
  readonly hangUp: () => void;
};

/** The PPG's departures from SMPP, on a session of their own beside its session. */
export function makeOddEsme(options: OddOptions): OddEsme {
  const { profile, account, interfaceVersion, variantOf } = options;
  const { timers, smpp } = profile;
  let messages = 0;

  const bindFor = (state: Exclude<OddState, 'open'>): Omit<PduInput, 'sequence_number'> => ({
    command: state === 'receiver' ? 'bind_receiver' : bindOfSubmitter(profile),
    fields: {
      system_id: account.user,
      password: state === 'refused' ? wrong(account.password) : account.password,
      system_type: smpp.systemType,
      interface_version: interfaceVersion,
      address_range: state === 'receiver' ? NO_NUMBERS : '',
    },
  });
  const session = makeOddSession({ ...options, bindFor, ...timersOf(timers) });

  const messageTo = (destination: string, next: () => number, change: Change = {}): Made => {
    const variant = [
      ...variantOf(destination).filter((token) => !token.endsWith('_sm')),
      change.command ?? commandOf({ profile, variant: variantOf(destination) }),
    ];
    const of = { profile, variant, destination, secondsLeft: null };
    const [usual] = submissions(content(), of);
    const sequence = next();
    const pdu = changed({ command: 'data_sm', ...usual, sequence_number: sequence }, change, content);
    return { sequence, pdu, octets: encodePdu(pdu) };
  };
  const content = (): Uint8Array => {
    messages += 1;
    const body = fromLatin1(`pushproof says something odd, no. ${messages}`);
    return encodePush({
      tid: messages & 0xff,
      contentType: 'text/plain',
      charset: null,
      applicationId: '',
      headers: [],
      body,
    });
  };

  const sayAll: OddEsme['say'] = (to, state, names) => {
    for (const name of names) {
      const say = ODD_PDUS[name];
      if (say === undefined) continue;
      // How many things a name stands for is known before they are made.
      const makerWith = (next: () => number): Maker => ({
        next,
        message: (change) => messageTo(to, next, change),
        window: smpp.window,
        isAtHome: profile.target === null,
        bind: bindFor('bound'),
        watchMs: {
          unbound: watchMs(timers.sessionInitMs),
          unfinished: watchMs(timers.readMs),
          unread: timers.transactionMs,
        },
      });
      // Who has nothing to say here shows that the session serves.
      const count = Math.max(1, say(makerWith(() => 0)).length);
      for (let at = 0; at < count; at += 1) {
        session.order({ state, kind: name, say: (next) => say(makerWith(next))[at] ?? { writes: [], expects: [] } });
      }
    }
  };
  return { say: sayAll, hangUp: session.hangUp };
}

function bindOfSubmitter({ smpp }: Profile): string {
  return smpp.binds.includes('transmitter') ? 'bind_transmitter' : 'bind_transceiver';
}

function timersOf({
  linkMs,
  backoffMs,
  transactionMs,
}: Profile['timers']): Pick<OddSessionOptions, 'linkMs' | 'backoffMs' | 'transactionMs'> {
  return { linkMs, backoffMs, transactionMs };
}

/** Another password of the same length, as far as there is one. */
function wrong(password: string): string {
  return password.startsWith('x') ? `y${password.slice(1)}` : `x${password.slice(1)}`;
}

const isPort = (name: string | number): boolean => name === 'source_port' || name === 'destination_port';

function changed(pdu: PduInput, change: Change, another: () => Uint8Array): PduInput {
  const all = pdu.tlvs ?? [];
  const payload = all.find(([name]) => name === 'message_payload')?.[1] ?? '';
  const kept = all.filter(
    ([name]) =>
      !(name === 'message_payload' && (change.content === 'none' || change.content === 'short_message')) &&
      !(isPort(name) && change.ports === 'none'),
  );
  const short = change.content === 'both' ? another() : change.content === 'short_message' ? payload : null;
  return {
    ...pdu,
    fields: { ...pdu.fields, ...(short === null ? {} : { short_message: short }), ...change.fields },
    tlvs: [...(change.before ?? []), ...kept, ...(change.behind ?? [])],
  };
}
