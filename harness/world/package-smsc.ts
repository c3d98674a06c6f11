import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp from 'smpp';
import type { PDU, Session } from 'smpp';
import { makeDelivery, pause, type Outcome } from './package-delivery.ts';
import type { PackageSmscBehaviour } from './package-smsc-behaviour.ts';

export { correctPackageSmsc, type Defect, type PackageSmscBehaviour } from './package-smsc-behaviour.ts';

export type PackageSmsc = { readonly port: number; readonly close: () => Promise<void> };

const ESME_RALYBND = 0x05;
const ESME_RINVREGDLVFLG = 0x07;
const ESME_RBINDFAIL = 0x0d;
const ESME_RSUBREP = 0x42;
const ESME_RINVESMCLASS = 0x43;
const ESME_RTHROTTLED = 0x58;
const ESME_RINVSCHED = 0x61;
const TRANSACTION_MODE = 0x02;
const MODE_BITS = 0x03;
const UDH_INDICATOR = 0x40;
const RECEIPT = 0x04;
const DESTINATION_UNAVAILABLE = 0;
const MAX_ON_THE_WAY = 1_000;
const POLL_MS = 20;
const LOST_OF = 3;
const SECONDS_LATER_MS = 1_800;
const STATUS_OFFSET = 8;
/** How much later than its predetermined time an SMSC answers that answers late: beyond three times that and a second. */
const LATE_FACTOR = 4;
/** How long after a response a segment is still sent by an SMSC that sends one; beyond what two sockets are apart. */
const NO_LONGER_MS = 600;

/** Starts an SMSC whose only SMPP code is the `smpp` package, on a free port of the loopback interface. */
export async function startPackageSmsc(behaviour: PackageSmscBehaviour): Promise<PackageSmsc> {
  const { defect } = behaviour;
  const sessions = new Set<Session>();
  const bound = new Set<Session>();
  const receivers: Session[] = [];
  const transmitters: Session[] = [];
  const busy = new Map<string, { readonly turn: Promise<void>; readonly waiting: number }>();
  const delivery = makeDelivery(behaviour, receivers);
  /** Responses go out in the order of the requests. */
  let line: Promise<void> = Promise.resolve();
  let messageId = 0;
  let ended = 0;

  const server = smpp.createServer((session) => {
    sessions.add(session);
    // Without a listener an error ends the process; the socket's close follows anyway.
    session.on('error', () => undefined);
    session.on('close', () => {
      sessions.delete(session);
      bound.delete(session);
      for (const list of [receivers, transmitters]) if (list.includes(session)) list.splice(list.indexOf(session), 1);
    });
    for (const form of ['transmitter', 'receiver', 'transceiver'] as const) {
      session.on(`bind_${form}`, (pdu: PDU) => onBind(session, form, pdu));
    }
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    for (const command of ['submit_sm', 'data_sm'] as const) {
      session.on(command, (pdu: PDU) => void onSubmission(session, command, pdu));
    }
  });

  function onBind(session: Session, form: PackageSmscBehaviour['forms'][number], pdu: PDU): void {
    if (behaviour.bind === 'silence') return;
    const isRefused = behaviour.bind === 'refuse' || !behaviour.forms.includes(form);
    const refusal = isRefused ? ESME_RBINDFAIL : bound.size >= behaviour.sessions ? ESME_RALYBND : null;
    const version = behaviour.interfaceVersion === null ? {} : { sc_interface_version: behaviour.interfaceVersion };
    session.send(pdu.response(refusal === null ? { system_id: 'package', ...version } : { command_status: refusal }));
    if (behaviour.bind === 'close-after') session.close();
    if (refusal !== null || behaviour.bind !== 'accept') return;
    bound.add(session);
    if (form !== 'receiver') transmitters.push(session);
    if (form === 'transmitter') return;
    // Each segment on its way waits for the close, too.
    session.setMaxListeners(MAX_ON_THE_WAY);
    receivers.push(session);
  }

  async function onSubmission(session: Session, command: 'submit_sm' | 'data_sm', pdu: PDU): Promise<void> {
    const refused = refusalOf(command, pdu);
    if (refused === 'generic_nack') {
      session.send(new smpp.PDU('generic_nack', { command_status: 0x03, sequence_number: pdu.sequence_number }));
      return;
    }
    if (refused !== null) {
      session.send(pdu.response({ command_status: refused }));
      return;
    }
    const askedMs = behaviour.heedsRequest ? requestedMs(pdu) : Number.POSITIVE_INFINITY;
    const untilMs = Date.now() + Math.min(behaviour.transactionMs, askedMs);
    messageId += 1;
    const success = pdu.response(idOf(messageId));
    const to = String(pdu['destination_addr']);
    const { turn: before, waiting } = busy.get(to) ?? { turn: Promise.resolve(), waiting: 0 };
    const isTransaction = (Number(pdu['esm_class']) & MODE_BITS) === TRANSACTION_MODE;
    if (behaviour.answer === 'at-once' || !isTransaction) session.send(success);
    if (defect === 'forgets-the-second-push' && waiting > 0) return;
    const earlier = line;
    const outcome = (defect === 'mixes-two-pushes' ? Promise.resolve() : before).then(() =>
      behaviour.deliver === 'none' ? 'delivered' : delivery.deliver(pdu, untilMs, () => session.send(success)),
    );
    const turn = outcome.then(async (ended) => {
      if (behaviour.answer === 'in-order') await earlier;
      if (isTransaction && ['outcome', 'in-order'].includes(behaviour.answer))
        await answer(session, pdu, success, ended);
      const now = busy.get(to) ?? { turn, waiting: 1 };
      busy.set(to, { ...now, waiting: now.waiting - 1 });
    });
    line = Promise.all([earlier, turn]).then(() => undefined);
    busy.set(to, { turn, waiting: waiting + 1 });
    aside(session, pdu);
    await turn;
  }

  function refusalOf(command: 'submit_sm' | 'data_sm', pdu: PDU): number | 'generic_nack' | null {
    if (!behaviour.commands.includes(command)) return behaviour.refusal;
    const place = (Number(pdu['esm_class']) & UDH_INDICATOR) === 0 ? 'tlv' : 'udh';
    if (!behaviour.ports.includes(place)) return ESME_RINVESMCLASS;
    // The package makes a Date of a schedule_delivery_time.
    if (pdu['replace_if_present_flag'] === 1) return ESME_RSUBREP;
    if (pdu['schedule_delivery_time'] instanceof Date) return ESME_RINVSCHED;
    if (behaviour.receiptsAsked === 'refuse' && Number(pdu['registered_delivery']) !== 0) return ESME_RINVREGDLVFLG;
    return (busy.get(String(pdu['destination_addr']))?.waiting ?? 0) >= behaviour.queue ? ESME_RTHROTTLED : null;
  }

  function idOf(id: number): Readonly<Record<string, unknown>> {
    if (behaviour.messageIds === 'hexadecimal') return { message_id: id.toString(16) };
    return behaviour.messageIds === 'empty' ? { message_id: '' } : {};
  }

  /** What it sends besides, while a transaction is open. */
  function aside(session: Session, pdu: PDU): void {
    const fields = { source_addr: pdu['destination_addr'], source_addr_ton: 1, source_addr_npi: 1 };
    if (behaviour.aside === 'alert_notification')
      session.send(new smpp.PDU('alert_notification', { ...fields, esme_addr: '1234' }));
    if (behaviour.aside === 'enquire_link') session.send(new smpp.PDU('enquire_link'));
    if (behaviour.aside === 'deliver_sm')
      session.send(new smpp.PDU('deliver_sm', { ...fields, destination_addr: '10658000', short_message: 'STOP' }));
  }

  async function answer(session: Session, pdu: PDU, success: PDU, outcome: Outcome): Promise<void> {
    const isLost = outcome !== 'delivered';
    if (behaviour.paceMs > 0) await pause(behaviour.paceMs);
    switch (defect) {
      case 'answers-before-the-last-acknowledgement':
        if (isLost) fail(session, pdu, success);
        return;
      case 'waits-for-ever':
        if (!isLost) session.send(success);
        return;
      case 'answers-late':
        if (isLost) await pause(LATE_FACTOR * behaviour.transactionMs);
        break;
      case 'answers-on-the-next-session':
        while (session.socket.destroyed && transmitters.length === 0) await pause(POLL_MS);
        (session.socket.destroyed ? transmitters.at(-1) : session)?.send(success);
        return;
      case 'loses-every-third-push':
        ended += 1;
        if (ended % LOST_OF === 0) return;
        break;
      case 'answers-with-the-other-command':
        session.send(otherwise(success));
        return;
      case 'response-to-another':
        success.sequence_number += 1_000;
        break;
      case 'failure-though-delivered':
        fail(session, pdu, success);
        return;
      default:
    }
    const isSuccess =
      !isLost ||
      (outcome === 'failed' && defect === 'zero-though-a-segment-failed') ||
      (outcome === 'nobody' && defect === 'zero-for-nobody');
    if (isSuccess) session.send(success);
    else fail(session, pdu, success);
    afterwards(session, pdu, success, isLost);
  }

  function afterwards(session: Session, pdu: PDU, success: PDU, isLost: boolean): void {
    if (defect === 'receipt-unasked') {
      const text = `id:${String(success['message_id'])} sub:001 dlvrd:001 stat:${isLost ? 'UNDELIV' : 'DELIVRD'} err:000 text:`;
      const addresses = { source_addr: pdu['destination_addr'], source_addr_ton: 1, source_addr_npi: 1 };
      session.send(new smpp.PDU('deliver_sm', { ...addresses, esm_class: RECEIPT, short_message: text }));
    }
    if (defect === 'two-responses') session.send(success);
    if (defect === 'another-response-seconds-later') setTimeout(() => session.send(success), SECONDS_LATER_MS);
    if (defect === 'late-acknowledgement-answers-again' && isLost)
      setTimeout(() => session.send(success), behaviour.ackMs);
    if (defect === 'segment-after-the-response' || (defect === 'goes-on-after-the-failure' && isLost))
      setTimeout(() => delivery.again(pdu), NO_LONGER_MS);
  }

  /** The package writes a bare header for every failure; a body is written as that of a success, and the status put in. */
  function fail(session: Session, pdu: PDU, success: PDU): void {
    const { status, body } = behaviour.failure;
    if (body === 'none') {
      session.send(pdu.response({ command_status: status }));
      return;
    }
    const reasons = { delivery_failure_reason: DESTINATION_UNAVAILABLE, network_error_code: Buffer.from([3, 0, 0x1b]) };
    const full = pdu.response({ message_id: success['message_id'] ?? '', ...(body === 'tlvs' ? reasons : {}) });
    const octets = full.toBuffer();
    octets.writeUInt32BE(status, STATUS_OFFSET);
    session.socket.write(octets);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What the submission asks for with qos_time_to_live or validity_period, which the package makes a Date. */
function requestedMs(pdu: PDU): number {
  const seconds = pdu['qos_time_to_live'];
  if (typeof seconds === 'number') return seconds * 1_000;
  const validUntil = pdu['validity_period'];
  return validUntil instanceof Date ? validUntil.getTime() - Date.now() : Number.POSITIVE_INFINITY;
}

/** A response as it would be to the other command that submits. */
function otherwise(response: PDU): PDU {
  return new smpp.PDU(response.command === 'data_sm_resp' ? 'submit_sm_resp' : 'data_sm_resp', {
    sequence_number: response.sequence_number,
    message_id: response['message_id'],
  });
}
