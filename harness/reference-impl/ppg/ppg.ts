import type { Actor } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { buildControl } from '../../wire/pap/control.ts';
import type { PapControl } from '../../wire/pap/control.ts';
import type { PapMessage } from '../../wire/pap/message.ts';
import { header } from '../../wire/http/message.ts';
import { demandedOfPi } from '../account.ts';
import type { Handle } from '../http/server.ts';
import { serveHttp } from '../http/server.ts';
import { makeReactor } from '../reactor.ts';
import type { Reactions, Reactor } from '../reactor.ts';
import { addressElement, pushResponse, SENDER_NAME } from './answers.ts';
import type { KeptPush, Progress } from './journal.ts';
import { makeJournal } from './journal.ts';
import type { NotifyTarget } from './notification.ts';
import { authority, makeNotifier } from './notification.ts';
import { PAP_PATH, papService } from './pap-service.ts';
import type { PpgPolicy } from './policy.ts';
import { answerCancel, answerCapabilities, answerStatusQuery } from './queries.ts';
import type { Result } from './result-mapping.ts';
import { replacementIn } from './replacement.ts';
import { makeOrders } from './orders.ts';
import { makeOutbound, OUTBIND_SERVICE } from './outbound.ts';
import { bindCommands, makeSession } from './session.ts';
import type { Delivery, PushRecord } from './store.ts';
import { makeStore } from './store.ts';
import type { PushRequest, Refusal } from './submission.ts';
import { readPush } from './submission.ts';
import { portsUdh } from './submission-pdu.ts';
import { makeSuspension } from './suspension.ts';
import { secondsAt, utcAt, utcSeconds } from './time.ts';

/** Largest value of a TLV (smpp.md 5). */
const MAX_PAYLOAD_OCTETS = 65_535;

/** How many read timers a whole request may take, and one where the profile names none, in ms. */
const READ_TIMERS = 10;
const DEFAULT_READ_MS = 10_000;

const ACCEPTED: Refusal = { code: 1001, desc: 'Accepted for processing' };

/** The reference PPG: PAP server, ESME and notifier (patent steps 2, 3, 9). */
export function makeReferencePpg(policy: PpgPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (address, settings) => makeReactor((reactor) => makeGateway(reactor, { policy, address, settings }));
}

type Options = { readonly policy: PpgPolicy; readonly address: AddressBook; readonly settings: ChainSettings };

function makeGateway(reactor: Reactor, { policy, address, settings }: Options): Reactions {
  const { profile, variant, epochUtc } = settings;
  const sender = address.of('ppg.pap');
  const senderAddress = `http://${authority(sender)}${PAP_PATH}`;
  const store = makeStore(policy.rememberUs);
  const journal = makeJournal(reactor, epochUtc);
  const notifier = makeNotifier({ reactor, profile, renotifyUs: policy.renotifyUs, taken: policy.taken });
  const version = interfaceVersion(variant, profile.smpp.interfaceVersion);
  const orders = makeOrders({ reactor, address, settings, interfaceVersion: version, session: () => session });
  const { variantOf, altered } = orders;
  const suspension = makeSuspension({ reactor, policy, profile, variantOf, altered, session: () => session });
  const session = makeSession({
    name: 'smpp',
    reactor,
    to: address.of('smsc.smpp'),
    profile,
    binds: bindCommands(profile.smpp.binds),
    interfaceVersion: version,
    nextSequence: policy.nextSequence,
    up: () => {
      suspension.up();
      orders.up();
    },
    response: suspension.response,
    down: suspension.down,
  });
  const outbound = makeOutbound({
    reactor,
    policy,
    profile,
    interfaceVersion: version,
  });
  let pushes = 0;
  let deliveries = 0;

  const now = (): string => utcAt(epochUtc, reactor.nowUs());
  const runUs = (seconds: number | null): number | null =>
    seconds === null ? null : (seconds - secondsAt(epochUtc, 0)) * 1_000_000;

  const submit = (pap: PapMessage, control: PapControl, reply: (document: Uint8Array) => void): void => {
    for (const forgotten of store.forget(reactor.nowUs())) journal.forgotten(forgotten);
    const answer = (result: Refusal): void =>
      reply(
        pushResponse(control.attributes['push-id'] ?? '', orders.answer(result), {
          senderAddress,
          replyTime: now(),
          notes: control.attributes['progress-notes-requested'] === 'true',
        }),
      );
    const judged = judge(pap, control);
    if ('code' in judged) {
      answer(judged);
      for (const report of policy.refusalReports(judged)) tellRefused(control, report);
      return;
    }
    const { request, notify, push, replaced } = judged;
    const record: PushRecord = {
      request,
      receivedTime: now(),
      notify,
      deliveries: request.recipients.map(deliveryOf),
      pending: request.recipients.length,
    };
    store.add(record);
    journal.accepted(record, push);
    orders.accepted(record);
    // What is replaced while it waits ends as cancelled (PAP 9.2).
    for (const { key } of replaced) suspension.cancel(key);
    // Step 2 comes before step 3.
    if (policy.replyAt === 'acceptance') answer(ACCEPTED);
    for (const delivery of record.deliveries) {
      deliver({
        record,
        delivery,
        push,
        attempts: 0,
        notBefore: request.deliverAfter,
        ended: (result) => {
          if (policy.replyAt === 'result' && record.pending === record.deliveries.length) answer(ACCEPTED);
          settle(record, delivery, result);
        },
      });
    }
  };
  type Order = {
    readonly record: PushRecord;
    readonly delivery: Delivery;
    readonly push: Uint8Array;
    readonly attempts: number;
    /** Seconds since 1970. */
    readonly notBefore: number | null;
    readonly ended: (result: Result) => void;
  };
  const deliver = ({ record: { request }, delivery, push, attempts, notBefore, ended }: Order): void =>
    suspension.add({
      key: delivery.key,
      push,
      destination: delivery.digits,
      rank: policy.rankOf(request.priority),
      notBeforeUs: runUs(notBefore),
      deadlineUs: runUs(request.deliverBefore),
      attempts,
      noted: (note) => journal.noted(delivery, note),
      ended,
    });
  const deliveryOf = ({
    address: written,
    digits,
  }: {
    readonly address: string;
    readonly digits: string;
  }): Delivery => {
    deliveries += 1;
    return { key: String(deliveries), address: written, digits, result: null, eventTime: '' };
  };

  type Accepted = {
    readonly request: PushRequest;
    readonly notify: NotifyTarget | 'nobody';
    readonly push: Uint8Array;
    readonly replaced: readonly Delivery[];
  };
  const judge = (pap: PapMessage, control: PapControl): Accepted | Refusal => {
    if (pap.content === null) return { code: 2000, desc: 'Content missing' };
    const known = store.find(control.attributes['push-id'] ?? '');
    if (known !== undefined && policy.isUsed(known)) return { code: 2007, desc: 'Duplicate push ID' };
    const refusal = policy.refuse(control, secondsAt(epochUtc, reactor.nowUs()));
    if (refusal !== null) return refusal;
    const replacing = replacementIn(control, store.find, policy.replaces);
    if ('code' in replacing) return replacing;
    const asked = policy.readPush(control);
    const recipients = asked.recipients.filter(({ digits }) => replacing.goesTo(digits));
    if (recipients.length === 0) return { code: 3003, desc: 'Not possible: nothing is pending' };
    const request = { ...asked, recipients };
    const notify = policy.notifyTarget(request.notifyTo, address.of('pi.notify'));
    if (notify === 'forbidden') return { code: 2001, desc: 'Notification target forbidden' };
    const transformed = policy.transform(pap.content, pap.http.headers);
    if (transformed.kind === 'refused') return transformed;
    if (suspension.full()) return { code: 4001, desc: 'Service unavailable' };
    pushes += 1;
    const { media, charset, applicationId, headers, body } = transformed.content;
    const push = policy.encode({ tid: pushes & 0xff, contentType: media, charset, applicationId, headers, body });
    if (push.length + portsUdh().length > MAX_PAYLOAD_OCTETS) return { code: 2001, desc: 'Content too long' };
    return { request, notify, push, replaced: replacing.replaced };
  };

  const settle = (record: PushRecord, delivery: Delivery, result: Result): void => {
    const eventTime = now();
    journal.ended(delivery, { result, eventTime, told: record.notify === 'nobody' });
    // What the PI has been told once must never be told otherwise.
    reactor.stored(() => {
      finish(record, delivery, { result, eventTime });
      if (record.pending === 0) {
        store.settle(record.request.pushId, reactor.nowUs());
        journal.settled(record);
      }
      const laterUs = policy.reportAfterUs(profile);
      if (laterUs === 0) tell(record, delivery, result);
      else reactor.after(`report ${delivery.key}`, laterUs, () => tell(record, delivery, result));
    });
  };
  const finish = (record: PushRecord, delivery: Delivery, { result, eventTime }: Ending): void => {
    delivery.result = result;
    delivery.eventTime = eventTime;
    record.pending -= 1;
  };
  const tell = (record: PushRecord, delivery: Delivery, result: Result): void => {
    const { notify } = record;
    if (notify === 'nobody') return;
    const reports = policy.reports(result);
    let left = reports.length;
    const over = (): void => {
      left -= 1;
      const isKnown = store.find(record.request.pushId) === record;
      if (left === 0 && isKnown) journal.ended(delivery, { result, eventTime: delivery.eventTime, told: true });
    };
    for (const report of reports) notifier.notify(notify, notification(record, delivery, report), over);
  };
  /** Goes on where an earlier life of this PPG was cut off. */
  const resume = ({ record, push, progress }: KeptPush): void => {
    store.add(record);
    for (const [delivery, had] of progress) {
      deliveries = Math.max(deliveries, Number(delivery.key));
      if (had.kind === 'final') finish(record, delivery, had);
    }
    for (const [delivery, had] of progress) goOn(record, delivery, { had, push });
  };
  const goOn = (
    record: PushRecord,
    delivery: Delivery,
    { had, push }: { readonly had: Progress; readonly push: Uint8Array | null },
  ): void => {
    const ended = (result: Result): void => settle(record, delivery, result);
    if (had.kind === 'final') {
      if (!had.told) tell(record, delivery, had.result);
    } else if (had.kind === 'submitted' || push === null) {
      // Whatever the SMSC has answered since, nobody has heard it: it may have been delivered (PPG-SUS-012).
      ended(policy.resultOf({ kind: 'linkLost' }));
    } else {
      const { attempts } = had;
      deliver({ record, delivery, push, attempts, notBefore: had.notBefore ?? record.request.deliverAfter, ended });
    }
  };
  /** Those that are final count as used from when they became so. */
  const settleRestored = (pushes: readonly KeptPush[]): void => {
    const final = pushes.flatMap(({ record, push }) => {
      if (record.pending > 0) return [];
      if (push !== null) journal.settled(record);
      return [{ pushId: record.request.pushId, atUs: runUs(lastEvent(record)) ?? 0 }];
    });
    for (const { pushId, atUs } of final.sort((one, other) => one.atUs - other.atUs)) store.settle(pushId, atUs);
  };
  /** P3 and P4 of the worked examples. */
  const notification = (record: PushRecord, delivery: Delivery, { state, code, desc }: Result): Uint8Array => {
    const { pushId, qualityOfService } = record.request;
    const attributes = {
      'push-id': pushId,
      'sender-address': senderAddress,
      'sender-name': SENDER_NAME,
      'received-time': record.receivedTime,
      'event-time': delivery.eventTime,
      'message-state': state,
      code: String(code),
      desc,
    };
    const quality = qualityOfService === null ? [] : [{ name: 'quality-of-service', attributes: qualityOfService }];
    return buildControl('resultnotification-message', attributes, [addressElement(delivery.address), ...quality]);
  };

  const tellRefused = (control: PapControl, report: Result): void => {
    const request = readPush(control);
    const notify = policy.notifyTarget(request.notifyTo, address.of('pi.notify'));
    if (typeof notify === 'string') return;
    const record = { request, receivedTime: now(), notify, deliveries: [], pending: 0 };
    for (const recipient of request.recipients) {
      notifier.notify(
        notify,
        notification(record, { ...deliveryOf(recipient), eventTime: now() }, report),
        () => undefined,
      );
    }
  };

  const recordOf = (control: PapControl): PushRecord | undefined => store.find(control.attributes['push-id'] ?? '');
  const service = papService(
    {
      'push-message': submit,
      'statusquery-message': (_, control, reply) =>
        reply(answerStatusQuery(control, recordOf(control), policy.stateOf)),
      'cancel-message': (_, control, reply) =>
        reply(answerCancel(control, recordOf(control), ({ key }) => policy.cancels(() => suspension.cancel(key)))),
      'ccq-message': (_, control, reply) => reply(answerCapabilities(control)),
    },
    (request) => policy.admits(header(request, 'authorization') ?? null, demanded),
  );
  /** No answer rests on what a crash would undo. */
  const handle: Handle = (request, octets, reply) =>
    service(request, octets, (answer) => reactor.stored(() => reply(answer)));
  const demanded = demandedOfPi(profile);
  const maxOctets = policy.maxBodyOctets(profile);
  const readUs = READ_TIMERS * (profile.timers.readMs ?? DEFAULT_READ_MS) * 1_000;

  return {
    restored: (records) => {
      const kept = journal.restore(records);
      for (const push of kept) resume(push);
      settleRestored(kept);
    },
    started: () => {
      reactor.listen('ppg.pap', 'pap');
      reactor.listen(OUTBIND_SERVICE, 'smpp');
      session.start();
    },
    accepted: (connection, service) => {
      if (service === OUTBIND_SERVICE) outbound.accept(connection);
      else serveHttp(reactor, connection, { maxOctets, readUs, handle });
    },
    command: (verb, args) => {
      if (verb === 'stop') {
        session.stop();
        outbound.stop();
      }
      if (verb === 'disconnect') session.disconnect();
      if (verb === 'enquire') session.enquire();
      if (verb === 'forget' && typeof args['to'] === 'string') suspension.forget(args['to']);
      orders.command(verb, args);
    },
  };
}

type Ending = { readonly result: Result; readonly eventTime: string };

/** When the last recipient of a push had its result, in seconds since 1970. */
function lastEvent({ deliveries }: PushRecord): number {
  return Math.max(0, ...deliveries.map(({ eventTime }) => utcSeconds(eventTime) ?? 0));
}

function interfaceVersion(variant: readonly string[], claimed: number): number {
  if (variant.includes('0x34')) return 0x34;
  if (variant.includes('0x50')) return 0x50;
  return claimed;
}
