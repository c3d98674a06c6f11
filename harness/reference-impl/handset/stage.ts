import type { Profile } from '../../core/profile.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse, type Rehearsal } from '../rehearsal.ts';
import { makeReferenceHandset } from './handset.ts';
import { referencePolicy, type HandsetPolicy } from './policy.ts';

/** A reference handset that a test drives by octets, as hex in lower case. */
export type Stage = {
  readonly rehearsal: Rehearsal;
  readonly say: (connection: string, hex: string) => void;
  /** Everything sent on a connection since it was last asked. */
  readonly heard: (connection: string) => readonly string[];
  /** What was shown since last asked: subscriber and octets. */
  readonly shown: () => readonly string[];
  /** Sends a deliver_sm from 10658000 to 8613912345678 with this TP-UD on the bound session; gives the status it is answered with, in hex. */
  readonly deliver: (userData: string) => readonly string[];
  readonly command: (verb: string, args: Readonly<Record<string, unknown>>) => void;
  readonly passMs: (ms: number) => void;
};

/** A handset that has started and asked for its connection `sm-1`. */
export function stage(policy: Partial<HandsetPolicy>, handset: Partial<Profile['handset']>): Stage {
  const settings = rehearsalSettings([], {});
  const addressRange = '^8613912345(678|679|680)$';
  const profile = { ...settings.profile, handset: { ...settings.profile.handset, addressRange, ...handset } };
  const make = makeReferenceHandset({ ...referencePolicy, ...policy });
  const rehearsal = rehearse(make(rehearsalAddresses, { ...settings, profile }));
  rehearsal.start();
  const asked = new Map<string, number>();
  let sequence = 0;
  let seen = 0;
  const say = (connection: string, hex: string): void => void rehearsal.say(connection, fromHex(hex));
  const heard = (connection: string): readonly string[] => {
    const sent = rehearsal.sent(connection);
    const news = sent.slice(asked.get(connection) ?? 0);
    asked.set(connection, sent.length);
    return news.map(toHex);
  };
  return {
    rehearsal,
    say,
    heard,
    shown: () => {
      const all = rehearsal.effects.flatMap((effect) =>
        effect.kind === 'present' ? [`${effect.to} ${toHex(effect.octets)}`] : [],
      );
      const news = all.slice(seen);
      seen = all.length;
      return news;
    },
    deliver: (userData) => {
      sequence += 1;
      say('sm-1', deliverSm(sequence, userData, '3130363538303030'));
      return heard('sm-1').map((hex) => hex.slice(16, 24));
    },
    command: (verb, args) => void rehearsal.tell({ kind: 'command', verb, arguments: args }),
    passMs: (ms) => rehearsal.pass(ms * 1000),
  };
}

/** A handset whose bind_receiver was accepted. */
export function bound(policy: Partial<HandsetPolicy>): Stage {
  const handset = stage(policy, {});
  handset.rehearsal.open('sm-1');
  handset.say('sm-1', BIND_RECEIVER_RESP);
  handset.heard('sm-1');
  return handset;
}

/** bind_receiver_resp of `smsc1`, status 0, sequence_number 1. */
export const BIND_RECEIVER_RESP = '00000016 80000001 00000000 00000001 736d73633100';

/** A deliver_sm to 8613912345678 whose user data begins with a header; `from` in hex, TON 0, NPI 1. */
export function deliverSm(sequence: number, userData: string, from: string): string {
  const digits = userData.replace(/\s+/g, '');
  const octets = digits.length / 2;
  const head = `00000005 00000000 ${sequence.toString(16).padStart(8, '0')} 00 0001 ${from}00
    0101 3836313339313233343536373800 40 00 00 00 00 00 00 f5 00 ${octets.toString(16).padStart(2, '0')}`;
  const rest = head.replace(/\s+/g, '') + digits;
  return (rest.length / 2 + 4).toString(16).padStart(8, '0') + rest;
}
