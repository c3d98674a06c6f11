import type { Actor } from '../../core/actor.ts';
import type { Target } from '../../core/profile.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { makeReactor, type Reactions, type Reactor } from '../reactor.ts';
import { BUILT_IN_ACCOUNT } from '../smsc/policy.ts';
import { addRule, makeBehaviour, refusalStatus, takeRule, type Behaviour, clearBehaviour } from './behaviour.ts';
import { makeFetcher } from './fetcher.ts';
import { makeRpLink } from './link-rp.ts';
import { makeLink, type Account, type Delivery } from './link-smpp.ts';
import type { HandsetPolicy, ShortMessage } from './policy.ts';
import { utcAt } from '../ppg/time.ts';
import { makePushClient, type PushClient } from './push-client.ts';
import { makeReassembler, type Reassembler } from './reassembler.ts';
import { isForSubscriber, numberOf, shortMessageOf } from './short-message.ts';
import { HANDSETS } from './verbs.ts';

/** Answers that wait for their time; beyond it they go out at once. */
const MAX_DELAYED = 10_000;
/** A deliver_sm that cannot be read (smpp.md 11). */
const RINVCMDLEN = 0x02;

type Handset = {
  readonly number: string;
  readonly reassembler: Reassembler;
  readonly behaviour: Behaviour;
  readonly client: PushClient;
};

/** The reference handset: one actor for all numbers of a chain (sms.md 4). */
export function makeReferenceHandset(policy: HandsetPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => handsetsOn(reactor, policy, address, settings));
}

function handsetsOn(reactor: Reactor, policy: HandsetPolicy, address: AddressBook, settings: ChainSettings): Reactions {
  const { profile, numbers, epochUtc } = settings;
  const keepUs = policy.reassemblyMs(profile) * 1000;
  const handsets: readonly Handset[] = numbers.map((number) => ({
    number,
    reassembler: makeReassembler(policy, keepUs),
    behaviour: makeBehaviour(),
    client: makePushClient({
      reactor,
      policy,
      number,
      utc: () => utcAt(epochUtc, reactor.nowUs()),
      fetcher: makeFetcher({
        reactor,
        number,
        gateway: () => address.of('gateway.fetch'),
        answerUs: 2 * profile.timers.fetchMs * 1000,
      }),
    }),
  }));
  const byNumber = new Map(handsets.map((handset) => [handset.number, handset]));
  const known = new Set(byNumber.keys());
  let delays = 0;
  const held = new Map<string, { readonly handset: Handset; readonly answer: () => void }>();

  const delivered = (delivery: Delivery): void => onDelivery(delivery);
  const link =
    profile.handset.link === 'rp'
      ? makeRpLink({ profile, smsc: address.of('smsc.rp'), reactor, delivered })
      : makeLink({
          profile,
          account: accountOf(profile.handset.target ?? profile.target),
          smsc: address.of('smsc.smpp'),
          reactor,
          delivered,
        });

  const onDelivery = ({ pdu, answer }: Delivery): void => {
    const handset = byNumber.get(numberOf(pdu, known));
    if (pdu.problems.length > 0) answer(RINVCMDLEN);
    // A receipt for an ESME may come on any session of its account.
    else if (!isForSubscriber(pdu)) answer(policy.statusOf('taken'));
    else if (handset === undefined) answer(policy.statusOf('refused'));
    else {
      const { delayMs } = handset.behaviour;
      onShortMessage(handset, shortMessageOf(pdu, policy), (status) =>
        answerLater(handset, delayMs, () => answer(status)),
      );
    }
  };

  const answerLater = (handset: Handset, delayMs: number, answer: () => void): void => {
    if (delayMs === 0 || held.size >= MAX_DELAYED) {
      answer();
      return;
    }
    delays += 1;
    const timer = `answer:${delays}`;
    held.set(timer, { handset, answer });
    reactor.after(timer, delayMs * 1000, () => {
      held.delete(timer);
      answer();
    });
  };

  /** A handset that is to be slow no longer gives the answers that it owes. */
  const answerNow = (handset: Handset): void => {
    for (const [timer, one] of held) {
      if (one.handset !== handset) continue;
      held.delete(timer);
      reactor.cancel(timer);
      one.answer();
    }
  };

  const onShortMessage = (handset: Handset, message: ShortMessage, answer: (status: number) => void): void => {
    const rule = takeRule(handset.behaviour, message.concatenation?.index ?? 1);
    if (rule?.kind === 'ignore') return;
    if (rule?.kind === 'refuse') {
      answer(rule.status);
      return;
    }
    // Nobody listens on an unknown port: acknowledged and dropped, before it can take room (sms.md 4, rule 14).
    if (!isAddressed(message, policy)) {
      answer(policy.statusOf('taken'));
      return;
    }
    // The timer of a set and a segment may meet in one instant; then the set's time is over.
    discard(handset);
    const { concatenation } = message;
    const { reception, whole } =
      concatenation === null
        ? { reception: 'taken' as const, whole: policy.contentOf(message) }
        : handset.reassembler.take(message, concatenation, reactor.nowUs());
    const read = whole === null ? null : policy.read(whole);
    const isUnreadable = whole !== null && message.ports !== null && read === null;
    const came = isUnreadable ? 'unreadable' : reception;
    if (policy.answers(message, came)) answer(policy.statusOf(came));
    discard(handset);
    if (whole === null) return;
    if (message.ports !== null) handset.client.take(message.from, whole, read);
    // Shown only as a push when its header had to be ignored (AMB-54).
    else if (!message.isDamaged) reactor.present(handset.number, message.from, whole);
  };

  /** Discards what has waited long enough, and comes again for the next. */
  const discard = (handset: Handset): void => {
    const timer = `reassembly:${handset.number}`;
    for (const { first, parts } of handset.reassembler.expire(reactor.nowUs())) {
      const shown = policy.discarded(parts);
      if (shown !== null) reactor.present(handset.number, first.from, shown);
    }
    const nextUs = handset.reassembler.nextExpiryUs();
    if (nextUs === null) reactor.cancel(timer);
    else reactor.after(timer, nextUs - reactor.nowUs(), () => discard(handset));
  };

  const commandedByUser = ({ client }: Handset, verb: string, args: Readonly<Record<string, unknown>>): void => {
    if (verb === 'confirm') client.confirm(args['message'] === undefined ? null : Number(args['message']));
    if (verb === 'loading')
      client.allow(args['services'] === 'low' ? 'low' : args['services'] === 'any' ? 'any' : 'asked');
  };

  const commanded = (verb: string, args: Readonly<Record<string, unknown>>): void => {
    const handset = handsets[HANDSETS.findIndex((name) => name === (args['handset'] ?? 'A'))];
    const segment = args['segment'] === undefined ? null : Number(args['segment']);
    const left = Number(args['times'] ?? 1);
    if (verb === 'stop') link.stop();
    if (verb === 'disconnect') link.disconnect();
    if (verb === 'reconnect') link.reconnect();
    if (handset === undefined) return;
    const { behaviour } = handset;
    commandedByUser(handset, verb, args);
    if (verb === 'reset') clearBehaviour(behaviour);
    if (verb === 'refuse') addRule(behaviour, { kind: 'refuse', segment, status: refusalStatus(args['status']), left });
    if (verb === 'ignore') addRule(behaviour, { kind: 'ignore', segment, status: 0, left });
    if (verb === 'delay') {
      behaviour.delayMs = Number(args['ms'] ?? Number(args['transactions'] ?? 0) * profile.timers.transactionMs);
      if (behaviour.delayMs === 0) answerNow(handset);
    }
  };

  return { started: link.start, accepted: () => undefined, command: commanded };
}

function accountOf(target: Target | null): Account {
  const isAccount = target !== null && target.user !== '' && target.scheme.startsWith('smpp');
  return isAccount ? { systemId: target.user, password: target.password } : BUILT_IN_ACCOUNT;
}

/** Without any port it is not for an application, and is shown as it came. */
function isAddressed({ ports }: ShortMessage, { applicationPorts }: HandsetPolicy): boolean {
  return ports === null || applicationPorts.includes(ports.destination);
}
