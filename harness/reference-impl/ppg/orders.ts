import { deriveSeed } from '../../core/rng.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { HANDSETS } from '../handset/verbs.ts';
import type { Reactor } from '../reactor.ts';
import type { OddState } from '../smpp/odd-session.ts';
import { authority } from './notification.ts';
import { makeOddEsme } from './odd.ts';
import { makeOrderedNotifications } from './ordered-notification.ts';
import { orderedSubmission } from './ordered-submission.ts';
import { accountOf, MAX_PDU_OCTETS, type Session } from './session.ts';
import type { PushRecord } from './store.ts';
import type { Refusal } from './submission.ts';
import { alter, type SubmissionPdu } from './submission-pdu.ts';

/** Recipients, and answers, of which a case has ordered something, at most. */
const MAX_KEPT = 10_000;

/** Submissions that cases have ordered and that wait for a session, at most. */
const MAX_ORDERED = 100_000;

export type OrdersParts = {
  readonly reactor: Reactor;
  readonly address: AddressBook;
  readonly settings: ChainSettings;
  readonly interfaceVersion: number;
  /** The session on which submissions that were ordered go out. */
  readonly session: () => Pick<Session, 'bound' | 'request'>;
};

/** What cases order of a PPG beside what its PI and its SMSC have it do. */
export type Orders = {
  /** The submission form of a recipient. */
  readonly variantOf: (destination: string) => readonly string[];
  /** The next submission to a recipient, with the fields that a case wants in it. */
  readonly altered: (destination: string, pdu: SubmissionPdu) => SubmissionPdu;
  /** An answer to the PI, or the code that a case has ordered in its place. */
  readonly answer: (result: Refusal) => Refusal;
  /** Notes the last push to each of its recipients, for what is ordered about it. */
  readonly accepted: (record: PushRecord) => void;
  /** The session is up: what waits for it goes out. */
  readonly up: () => void;
  readonly command: (verb: string, args: Readonly<Record<string, unknown>>) => void;
};

export function makeOrders({ reactor, address, settings, interfaceVersion, session }: OrdersParts): Orders {
  const { profile } = settings;
  const variants = new Map<string, readonly string[]>();
  const variantOf = (destination: string): readonly string[] => variants.get(destination) ?? settings.variant;
  const alterations = new Map<string, SubmissionPdu['fields']>();
  const answers: { readonly code: number; left: number }[] = [];
  const lastTo = new Map<string, PushRecord>();
  /** None of it is suspended. */
  const submissions: SubmissionPdu[] = [];
  let submitted = 0;
  const notify = makeOrderedNotifications(reactor);
  const oddEsme = makeOddEsme({
    reactor,
    to: address.of('smsc.smpp'),
    profile,
    account: accountOf(profile),
    interfaceVersion,
    maxPduOctets: MAX_PDU_OCTETS,
    variantOf,
  });

  const sendSubmissions = (): void => {
    while (session().bound()) {
      const pdu = submissions.shift();
      if (pdu === undefined) return;
      session().request(pdu);
    }
  };
  const submit = (number: string, args: Readonly<Record<string, unknown>>): void => {
    const times = Math.min(Number(args['times'] ?? 1), MAX_ORDERED - submissions.length);
    for (let left = times; left > 0; left -= 1) {
      submitted += 1;
      const options = { profile, variant: variantOf(number), destination: number, secondsLeft: null };
      const seed = deriveSeed(settings.seed, 'ppg.submit', number, String(submitted));
      submissions.push(orderedSubmission(args, { ...options, seed }));
    }
    sendSubmissions();
  };
  const notifyOf = (number: string, fields: Readonly<Record<string, unknown>>): void => {
    const record = lastTo.get(number);
    const target = record === undefined || record.notify === 'nobody' ? null : record.notify;
    notify(fields, {
      pushId: record?.request.pushId ?? '',
      address: `WAPPUSH=+${number}/TYPE=PLMN@ppg.pushproof`,
      target: target ?? { endpoint: address.of('pi.notify'), target: '/notify' },
      trapUrl: `http://${authority(address.of('ppg.pap'))}/trap`,
    });
  };

  return {
    variantOf,
    altered: (destination, pdu) => {
      const fields = alterations.get(destination);
      alterations.delete(destination);
      return fields === undefined ? pdu : alter(pdu, fields);
    },
    answer: (result) => {
      const [order] = answers;
      if (order === undefined) return result;
      order.left -= 1;
      if (order.left <= 0) answers.shift();
      return { code: order.code, desc: 'As ordered' };
    },
    accepted: (record) => {
      for (const { digits } of record.deliveries) if (lastTo.size < MAX_KEPT) lastTo.set(digits, record);
    },
    up: sendSubmissions,
    command: (verb, { to, tokens, handset, ...fields }) => {
      const number = settings.numbers[HANDSETS.findIndex((name) => name === handset)];
      if (verb === 'answer' && typeof fields['code'] === 'number' && answers.length < MAX_KEPT) {
        answers.push({ code: fields['code'], left: Number(fields['times'] ?? 1) });
      }
      if (verb === 'notify') notifyOf(number ?? '', fields);
      if (verb === 'submit' && number !== undefined) submit(number, fields);
      if (verb === 'raw' && number !== undefined) {
        const { session: state, send } = fields as { session?: OddState; send: readonly string[] };
        oddEsme.say(number, state ?? 'bound', send);
      }
      if (verb === 'hangUp') oddEsme.hangUp();
      if (verb === 'alter' && number !== undefined) alterations.set(number, fields as SubmissionPdu['fields']);
      if (verb !== 'variant' || typeof to !== 'string' || !Array.isArray(tokens)) return;
      if (variants.size < MAX_KEPT) variants.set(to, tokens.map(String));
    },
  };
}
