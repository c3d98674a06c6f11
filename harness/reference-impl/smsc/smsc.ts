import type { Actor } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { OUTBIND_ACCOUNT } from '../account.ts';
import { makeReactor, type Reactions, type Reactor } from '../reactor.ts';
import { HANDSETS } from '../handset/verbs.ts';
import { makeAnswers } from './answers.ts';
import { makeDeliveries } from './deliveries.ts';
import { isStored, modeOf, TRANSACTION_MODE } from './modes.ts';
import type { SmscPolicy } from './policy.ts';
import { makeOddSmsc, ODD } from './odd.ts';
import { secondsAt } from '../ppg/time.ts';
import { makeDispatching } from './dispatching.ts';
import { makeEsmes } from './esmes.ts';
import { makeRpLinks, RP_SERVICE } from './rp-links.ts';
import { makeSessions, type Upper } from './session.ts';
import { makeStoreAndForward, UNKNOWN_MESSAGE } from './store-and-forward.ts';
import { STATES } from './stored.ts';
import { digitsOf, refusalOfTimes } from './submission.ts';
import { makeTransactions, type Link } from './transaction.ts';

const SERVICE = 'smsc.smpp';

/** Statuses of smpp.md 6 that the SMSC gives of its own accord. */
const RINVCMDID = 0x03;
const RCANCELFAIL = 0x11;
const RREPLACEFAIL = 0x13;
const RINVESMCLASS = 0x43;
const RTHROTTLED = 0x58;
const MESSAGE_ID_DIGITS = 8;
const V50 = 0x50;
/** message_state of what waits for its time (SMPP 5.0, 4.7.15); before 5.0 it is on its way. */
const SCHEDULED = 0;

/** The reference SMSC: serves ESMEs and handsets on `smsc.smpp` (smpp.md 8.1, sms.md 3). */
export function makeReferenceSmsc(policy: SmscPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => smscOn(reactor, policy, address, settings));
}

function smscOn(reactor: Reactor, policy: SmscPolicy, address: AddressBook, settings: ChainSettings): Reactions {
  const { profile, numbers, seed } = settings;
  const script = { answers: { status: 0, left: 0 }, bindsToRefuse: 0 };
  let lastId = 0;

  const accepts = (systemId: string, password: string): boolean => {
    const { target } = profile;
    const isOurs = target?.scheme === 'smpp' || target?.scheme === 'smpps';
    const isAllowed = isOurs
      ? systemId === target.user && password === target.password
      : policy.accepts(systemId, password) || isGuest(profile, systemId, password);
    if (!isAllowed || script.bindsToRefuse === 0) return isAllowed;
    script.bindsToRefuse -= 1;
    return false;
  };

  const upper: Upper = {
    requested: (connection, interfaceVersion, pdu) => requested(connection, interfaceVersion, pdu),
    answered: (connection, sequence, about, status) => {
      if (about === ODD) odd.alive(connection);
      else if (!deliveries.answered(connection, sequence, about))
        transactions.answered(connection, sequence, about, status);
    },
    bound: () => {
      transactions.resume();
      deliveries.resume();
      odd.bound();
      stored.bound();
    },
    lost: (connection) => {
      odd.lost(connection);
      answers.lost(connection);
      transactions.linkLost(connection);
    },
  };
  const sessions = makeSessions({
    accepts,
    requestAnswered: policy.requestAnswered,
    timers: profile.timers,
    enquireLinkMs: profile.smpp.enquireLinkMs,
    reactor,
    servesAll: profile.iut === 'handset',
    upper,
  });
  const radio = makeRpLinks({ policy, reactor, epochUtc: settings.epochUtc, upper });
  const link: Link = {
    request: (connection, command, fields, about) =>
      radio.has(connection)
        ? radio.request(connection, fields, about)
        : sessions.request(connection, command, fields, about),
    forget: (connection, sequence) =>
      radio.has(connection) ? radio.forget(connection, sequence) : sessions.forget(connection, sequence),
    routes: { find: (digits) => sessions.routes.find(digits) ?? radio.find() },
  };
  const odd = makeOddSmsc({ reactor, profile, sessions });
  const answers = makeAnswers({ policy, reactor, sessions, taken: () => transactions.taken() });
  const esmes = makeEsmes({ policy, sessions, nowUs: reactor.nowUs });
  const nowSeconds = (): number => secondsAt(settings.epochUtc, reactor.nowUs());
  const transactions = makeTransactions({
    policy,
    profile,
    reactor,
    link,
    ended: (group, outcome) => {
      const { id } = group;
      dispatching.ended(group, outcome);
      esmes.ended(id);
      stored.ended(id, outcome);
      answers.settle(id, outcome);
    },
  });
  const dispatching = makeDispatching({
    policy,
    profile,
    numbers,
    reactor,
    transactions,
    nowSeconds,
    due: (id) => stored.waiting(id),
    unsent: (id, outcome) => {
      esmes.ended(id);
      stored.ended(id, outcome);
    },
  });
  const stored = makeStoreAndForward({
    reactor,
    sessions,
    epochUtc: settings.epochUtc,
    withdraw: (id) => {
      const isScheduled = dispatching.unschedule(id);
      if (isScheduled) esmes.ended(id);
      return isScheduled || transactions.withdraw(id);
    },
    restart: (id, pdu, systemId, accepted) =>
      dispatching.begin(id, pdu, (what) => {
        esmes.began(id, systemId);
        accepted(what);
      }),
  });

  const deliveries = makeDeliveries({ profile, numbers, seed, reactor, link });

  const requested = (connection: string, interfaceVersion: number, pdu: Pdu): void => {
    switch (pdu.command) {
      case 'submit_sm':
      case 'data_sm': {
        const status = submitted(connection, interfaceVersion, pdu);
        if (status !== 0) sessions.refuse(connection, pdu, status);
        return;
      }
      case 'query_sm': {
        queried(connection, interfaceVersion, pdu);
        return;
      }
      case 'cancel_sm': {
        sessions.refuse(connection, pdu, stored.cancel(pdu) ?? (isRunning(pdu) ? RCANCELFAIL : UNKNOWN_MESSAGE));
        return;
      }
      case 'replace_sm': {
        const untimely = refusalOfTimes(pdu, interfaceVersion, nowSeconds());
        const status =
          untimely !== 0 ? untimely : (stored.replace(pdu) ?? (isRunning(pdu) ? RREPLACEFAIL : UNKNOWN_MESSAGE));
        sessions.refuse(connection, pdu, status);
        return;
      }
      case 'submit_multi': {
        sessions.refuse(connection, pdu, modeOf(pdu) === TRANSACTION_MODE ? RINVESMCLASS : RINVCMDID);
        return;
      }
      default: {
        sessions.refuse(connection, pdu, RINVCMDID);
        return;
      }
    }
  };

  /** Starts a transaction; else the status that refuses the submission. */
  const submitted = (connection: string, interfaceVersion: number, pdu: Pdu): number => {
    if (script.answers.left > 0) {
      script.answers.left -= 1;
      if (script.answers.status === 0) acknowledge(connection, pdu);
      return script.answers.status;
    }
    const refusal =
      policy.trafficRefusal(pdu, interfaceVersion, profile) || policy.refusalOf(pdu, interfaceVersion, nowSeconds());
    if (refusal !== 0) return refusal;
    if (answers.unanswered(connection) >= policy.windowOf(profile)) return RTHROTTLED;
    const mode = modeOf(pdu);
    const notNow = esmes.refusal(connection, interfaceVersion, mode);
    if (notNow !== 0) return notNow;
    const id = nextId();
    const messageId = messageIdOf(id);
    // What the response waits for is settled when it is known, which may be at once.
    const owe = (): void => {
      const { command, sequence_number: sequence } = pdu;
      const receipt = policy.receipt(pdu, messageId);
      answers.owe(id, { connection, sequence, response: `${command}_resp`, interfaceVersion, messageId, receipt });
    };
    const settleAtOnce = (segments: number): void => {
      if (policy.answerAt(mode, segments) === 'acceptance') answers.settle(id, { kind: 'delivered' });
    };
    return dispatching.begin(id, pdu, ({ segments, limitMs, pdu: kept }) => {
      esmes.began(id, sessions.systemIdOf(connection));
      if (isStored(mode) && uint(pdu, 'replace_if_present_flag') === 1) stored.supersede(pdu);
      if (isStored(mode)) stored.took(id, messageId, connection, kept, limitMs);
      owe();
      settleAtOnce(segments);
    });
  };

  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };

  const acknowledge = (connection: string, { command, sequence_number }: Pdu): void => {
    const body = { fields: { message_id: messageIdOf(nextId()) }, tlvs: [] };
    const response = responseOf(command) ?? 'generic_nack';
    sessions.respond(connection, { command: response, status: 0, sequence: sequence_number, body });
  };

  /** Transaction mode stores nothing: only what is on its way is known (AMB-22). */
  const isRunning = (pdu: Pdu): boolean => {
    if (stored.keeps(pdu)) return false;
    const messageId = text(pdu, 'message_id');
    if (messageId === '') return transactions.isBusy(digitsOf(text(pdu, 'destination_addr')));
    return /^[0-9a-f]{8}$/.test(messageId) && transactions.isRunning(Number.parseInt(messageId, 16));
  };

  const queried = (connection: string, interfaceVersion: number, pdu: Pdu): void => {
    const known = stored.query(pdu) ?? (isRunning(pdu) ? { state: STATES.enroute.value, finalDate: '' } : null);
    if (known === null) {
      sessions.refuse(connection, pdu, UNKNOWN_MESSAGE);
      return;
    }
    const { state, finalDate: final_date } = known;
    const isScheduled = dispatching.isScheduled(Number.parseInt(text(pdu, 'message_id'), 16));
    const message_state = isScheduled && interfaceVersion >= V50 ? SCHEDULED : state;
    const fields = { message_id: text(pdu, 'message_id'), final_date, message_state, error_code: 0 };
    const head = { command: 'query_sm_resp', status: 0, sequence: pdu.sequence_number };
    sessions.respond(connection, { ...head, body: { fields, tlvs: [] } });
  };

  const alert = (number: string, times: number): void => {
    const { addr, ton, npi } = profile.smpp.source;
    const subscriber = { source_addr_ton: 1, source_addr_npi: 1, source_addr: number };
    for (let left = times; left > 0; left -= 1)
      sessions.alert({ ...subscriber, esme_addr_ton: ton, esme_addr_npi: npi, esme_addr: addr });
  };
  const numberOf = (name: unknown): string => numbers[HANDSETS.findIndex((one) => one === name)] ?? '';

  const commanded = (verb: string, args: Readonly<Record<string, unknown>>): void => {
    const times = Number(args['times'] ?? 1);
    if (verb === 'reset') {
      answers.release('as-settled');
      answers.congestion(null);
      answers.decorate('nothing');
      sessions.playDead(0);
      script.answers = { status: 0, left: 0 };
      script.bindsToRefuse = 0;
      deliveries.forget();
    }
    if (verb === 'deliver') deliveries.order(args);
    if (verb === 'alert') alert(numberOf(args['handset']), times);
    if (verb === 'outbind' && profile.claims['outbind'] === true)
      sessions.outbind(address.of('ppg.outbind'), profile.outbind ?? OUTBIND_ACCOUNT);
    if (verb === 'raw') odd.say(numbers[0] ?? '', args['send'] as readonly string[]);
    if (verb === 'playDead') sessions.playDead(times);
    if (verb === 'decorate') answers.decorate(String(args['with']));
    if (verb === 'hold') answers.hold();
    if (verb === 'release') answers.release(args['order'] === 'reverse' ? 'reverse' : 'as-settled');
    if (verb === 'answer') script.answers = { status: Number(args['status']), left: times };
    if (verb === 'references') dispatching.countIn(args['bits'] === 16 ? 16 : 8);
    if (verb === 'refuseBinds') script.bindsToRefuse = times;
    if (verb === 'congestion') answers.congestion(args['state'] === undefined ? null : Number(args['state']));
    for (const connection of sessions.submitters()) {
      if (verb === 'enquire') sessions.request(connection, 'enquire_link', {}, null);
      if (verb === 'unbind') sessions.request(connection, 'unbind', {}, null);
      if (verb === 'disconnect') sessions.close(connection);
    }
  };

  return {
    started: () => {
      reactor.listen(SERVICE, 'smpp');
      if (profile.handset.link === 'rp') reactor.listen(RP_SERVICE, 'rp');
    },
    accepted: (connection, service) => (service === RP_SERVICE ? radio : sessions).accept(connection),
    command: commanded,
  };
}

/** A PPG or a handset under test: by the account that its profile states, or by any where it states none. */
function isGuest({ iut, smsc }: Profile, systemId: string, password: string): boolean {
  if (iut !== 'ppg' && iut !== 'handset') return false;
  const isOpen = smsc === undefined || (smsc.systemId === '' && smsc.password === '');
  return isOpen || (systemId === smsc.systemId && password === smsc.password);
}

function messageIdOf(id: number): string {
  return id.toString(16).padStart(MESSAGE_ID_DIGITS, '0');
}
