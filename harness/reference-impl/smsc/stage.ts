import type { Profile } from '../../core/profile.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse, type Rehearsal } from '../rehearsal.ts';
import { referencePolicy, type SmscPolicy } from './policy.ts';
import { makeReferenceSmsc } from './smsc.ts';

/** A reference SMSC that a test drives by octets, as hex in lower case. */
export type Stage = {
  readonly rehearsal: Rehearsal;
  /** Opens a connection and says this on it. */
  readonly connect: (connection: string, hex: string) => void;
  readonly say: (connection: string, hex: string) => void;
  readonly close: (connection: string) => void;
  /** Everything sent on a connection since it was last asked. */
  readonly heard: (connection: string) => readonly string[];
  readonly passMs: (ms: number) => void;
};

/** Account of the golden binds. */
const ACCOUNTS: readonly string[] = ['ppg1', 'hset1'];

/** An SMSC that deviates so from the reference policy and from the rehearsal's profile; it has started, nobody is connected. */
export function stage(policy: Partial<SmscPolicy>, profileChanges: Partial<Profile>): Stage {
  const settings = rehearsalSettings([], {});
  const profile = { ...settings.profile, ...profileChanges };
  const accepts: SmscPolicy['accepts'] = (user, password) => ACCOUNTS.includes(user) && password === 'secret08';
  const make = makeReferenceSmsc({ ...referencePolicy, accepts, ...policy });
  const rehearsal = rehearse(make(rehearsalAddresses, { ...settings, profile }));
  const asked = new Map<string, number>();
  rehearsal.start();
  const say = (connection: string, hex: string): void => void rehearsal.say(connection, fromHex(hex));
  return {
    rehearsal,
    connect: (connection, hex) => {
      rehearsal.accept(connection, 'smsc.smpp');
      say(connection, hex);
    },
    say,
    close: (connection) => void rehearsal.close(connection),
    heard: (connection) => {
      const sent = rehearsal.sent(connection);
      const news = sent.slice(asked.get(connection) ?? 0);
      asked.set(connection, sent.length);
      return news.map(toHex);
    },
    passMs: (ms) => rehearsal.pass(ms * 1000),
  };
}

/** A PDU's hex with another sequence_number. */
export function withSequence(hex: string, sequence: number): string {
  return (hex.slice(0, 24) + sequence.toString(16).padStart(8, '0') + hex.slice(32)).toLowerCase();
}

/** The user data in the hex of a deliver_sm: what follows sm_length, 43 octets behind the header of a golden one. */
export function userDataOf(hex: string): string {
  return hex.slice(2 * GOLDEN_HEAD_OCTETS);
}

/** Header and mandatory fields of a deliver_sm with the addresses of the golden vectors. */
const GOLDEN_HEAD_OCTETS = 54;

/** A PDU from the hex of what follows command_length. */
export function sized(rest: string): string {
  const digits = rest.replace(/\s+/g, '');
  return (digits.length / 2 + LENGTH_OCTETS).toString(16).padStart(8, '0') + digits;
}

const LENGTH_OCTETS = 4;
