import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp from 'smpp';
import type { PDU, Session } from 'smpp';

/** What an SMSC of another make does; each entry is one a real one could have. */
export type PackageSmscBehaviour = {
  readonly bind: 'accept' | 'refuse' | 'silence' | 'close-after';
  /** The forms of bind that the account has; others are refused. */
  readonly forms: readonly ('transmitter' | 'receiver' | 'transceiver')[];
  /** Sessions that the account may have at once. */
  readonly sessions: number;
  /** TON 2 and no country code, or as submitted. */
  readonly numbers: 'as-submitted' | 'national';
  /** Commands it takes in transaction mode; others get ESME_RINVCMDID. */
  readonly commands: readonly ('submit_sm' | 'data_sm')[];
  /** `none`: nothing is ever delivered. `whole`: all octets in one deliver_sm. */
  readonly deliver: 'segments' | 'whole' | 'none';
  /** `at-once`: on acceptance, whatever happens afterwards. `never`: no response at all. */
  readonly answer: 'outcome' | 'at-once' | 'never';
  /** In rounds: first every segment, then those that failed; else each until it is taken. */
  readonly retry: 'rounds' | 'in-place' | 'none';
  readonly attempts: number;
  /** Whether the concatenation element stands last, as usual, or before the ports. */
  readonly concatenationLast: boolean;
  readonly referenceBits: 8 | 16;
};

/** A correct SMSC: retries in rounds, answers failures with a bare header, counts 8-bit references from 0. */
export const correctPackageSmsc: PackageSmscBehaviour = {
  bind: 'accept',
  forms: ['transmitter', 'receiver', 'transceiver'],
  sessions: 10,
  numbers: 'as-submitted',
  commands: ['submit_sm', 'data_sm'],
  deliver: 'segments',
  answer: 'outcome',
  retry: 'rounds',
  attempts: 5,
  concatenationLast: true,
  referenceBits: 8,
};

export type PackageSmsc = { readonly port: number; readonly close: () => Promise<void> };

const ESME_RINVCMDID = 0x03;
const ESME_RALYBND = 0x05;
const ESME_RBINDFAIL = 0x0d;
const ESME_RDELIVERYFAILURE = 0xfe;
const ESME_RX_P_APPN = 0x65;
const UDH_INDICATOR = 0x40;
const MAX_USER_DATA = 140;
const TON_NATIONAL = 2;
const COUNTRY_CODE = '1';
const ESME_RSUBREP = 0x42;
const ESME_RINVSCHED = 0x61;
/** Its predetermined time, unless the submission asks for less. */
const TRANSACTION_MS = 2_000;
const ACK_TIMEOUT_MS = 500;
const RETRY_DELAY_MS = 50;
const MAX_ON_THE_WAY = 1_000;

/** Starts an SMSC whose only SMPP code is the `smpp` package, on a free port of the loopback interface. */
export async function startPackageSmsc(behaviour: PackageSmscBehaviour): Promise<PackageSmsc> {
  const sessions = new Set<Session>();
  const bound = new Set<Session>();
  const receivers: Session[] = [];
  const busy = new Map<string, Promise<void>>();
  let reference = 0;
  let messageId = 0;

  const server = smpp.createServer((session) => {
    sessions.add(session);
    // Without a listener an error ends the process; the socket's close follows anyway.
    session.on('error', () => undefined);
    session.on('close', () => {
      sessions.delete(session);
      bound.delete(session);
      if (receivers.includes(session)) receivers.splice(receivers.indexOf(session), 1);
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
    session.send(pdu.response(refusal === null ? { system_id: 'package' } : { command_status: refusal }));
    if (behaviour.bind === 'close-after') session.close();
    if (refusal !== null || behaviour.bind !== 'accept') return;
    bound.add(session);
    if (form === 'transmitter') return;
    // Each segment on its way waits for the close, too.
    session.setMaxListeners(MAX_ON_THE_WAY);
    receivers.push(session);
  }

  async function onSubmission(session: Session, command: 'submit_sm' | 'data_sm', pdu: PDU): Promise<void> {
    if (!behaviour.commands.includes(command)) {
      session.send(pdu.response({ command_status: ESME_RINVCMDID }));
      return;
    }
    // The package makes a Date of a schedule_delivery_time.
    if (pdu['schedule_delivery_time'] instanceof Date || pdu['replace_if_present_flag'] === 1) {
      const isReplacing = pdu['replace_if_present_flag'] === 1;
      session.send(pdu.response({ command_status: isReplacing ? ESME_RSUBREP : ESME_RINVSCHED }));
      return;
    }
    const untilMs = Date.now() + Math.min(TRANSACTION_MS, requestedMs(pdu));
    messageId += 1;
    const success = pdu.response({ message_id: messageId.toString(16) });
    if (behaviour.answer === 'at-once') session.send(success);
    const to = String(pdu['destination_addr']);
    const turn = (busy.get(to) ?? Promise.resolve()).then(async () => {
      const delivered = await deliver(pdu, untilMs);
      if (behaviour.answer === 'outcome') {
        session.send(delivered ? success : pdu.response({ command_status: ESME_RDELIVERYFAILURE }));
      }
    });
    busy.set(to, turn);
    await turn;
  }

  async function deliver(pdu: PDU, untilMs: number): Promise<boolean> {
    if (behaviour.deliver === 'none') return true;
    const receiver = receivers.at(-1);
    if (receiver === undefined) return false;
    const { header, data } = contentOf(pdu);
    if (behaviour.deliver === 'whole') {
      const [status] = [await send(receiver, pdu, untilMs, Buffer.alloc(0), data)];
      return status === 0;
    }
    const segments = segmentsOf(header, data);
    const open = new Set(segments.keys());
    for (let attempt = 0; attempt < behaviour.attempts && open.size > 0; attempt += 1) {
      if (attempt > 0) await pause(Math.min(RETRY_DELAY_MS, Math.max(0, untilMs - Date.now())));
      for (const index of [...open]) {
        const segment = segments[index];
        if (segment === undefined) continue;
        const tries = behaviour.retry === 'in-place' ? behaviour.attempts : 1;
        for (let at = 0; at < tries && open.has(index); at += 1) {
          if (Date.now() >= untilMs) return false;
          const status = await send(receiver, pdu, untilMs, segment.udh, segment.data);
          if (status === 0) open.delete(index);
          if (status === ESME_RX_P_APPN) return false;
        }
      }
      if (behaviour.retry === 'none') break;
    }
    return open.size === 0;
  }

  /** The port header that every segment gets, and the octets to be split. */
  function contentOf(pdu: PDU): { header: Buffer; data: Buffer } {
    const payload = octetsOf(pdu['message_payload']) ?? octetsOf(pdu['short_message']) ?? Buffer.alloc(0);
    if ((Number(pdu['esm_class']) & UDH_INDICATOR) !== 0) {
      const udhl = payload[0] ?? 0;
      return { header: payload.subarray(1, 1 + udhl), data: payload.subarray(1 + udhl) };
    }
    const destination = pdu['destination_port'] ?? pdu['dest_port'];
    if (destination === undefined) return { header: Buffer.alloc(0), data: payload };
    const ports = Buffer.alloc(6);
    ports.set([0x05, 0x04]);
    ports.writeUInt16BE(Number(destination), 2);
    ports.writeUInt16BE(Number(pdu['source_port'] ?? 0), 4);
    return { header: ports, data: payload };
  }

  function segmentsOf(header: Buffer, data: Buffer): readonly { udh: Buffer; data: Buffer }[] {
    const alone = header.length === 0 ? 0 : 1 + header.length;
    if (alone + data.length <= MAX_USER_DATA) return [{ udh: withLength(header), data }];
    const elementOctets = behaviour.referenceBits === 8 ? 5 : 6;
    const capacity = MAX_USER_DATA - 1 - header.length - elementOctets;
    const total = Math.ceil(data.length / capacity);
    const own = reference;
    reference = (reference + 1) % (behaviour.referenceBits === 8 ? 256 : 65_536);
    return Array.from({ length: total }, (_, at) => {
      const numbers = behaviour.referenceBits === 8 ? [0x00, 3, own] : [0x08, 4, own >> 8, own & 0xff];
      const element = Buffer.from([...numbers, total, at + 1]);
      const udh = withLength(
        behaviour.concatenationLast ? Buffer.concat([header, element]) : Buffer.concat([element, header]),
      );
      return { udh, data: data.subarray(at * capacity, (at + 1) * capacity) };
    });
  }

  /** Resolves to the status of the handset's answer; -1 when none came in time. */
  function send(receiver: Session, pdu: PDU, untilMs: number, udh: Buffer, data: Buffer): Promise<number> {
    const content = Buffer.concat([udh, data]);
    const carrier = content.length > 254 ? { message_payload: content } : { short_message: content };
    const to = String(pdu['destination_addr']);
    const isNational = behaviour.numbers === 'national' && to.startsWith(COUNTRY_CODE);
    const segment = new smpp.PDU('deliver_sm', {
      source_addr: pdu['source_addr'],
      source_addr_ton: pdu['source_addr_ton'],
      source_addr_npi: pdu['source_addr_npi'],
      destination_addr: isNational ? to.slice(COUNTRY_CODE.length) : to,
      dest_addr_ton: isNational ? TON_NATIONAL : pdu['dest_addr_ton'],
      dest_addr_npi: pdu['dest_addr_npi'],
      esm_class: udh.length > 0 ? UDH_INDICATOR : 0,
      data_coding: pdu['data_coding'],
      ...carrier,
    });
    return new Promise((resolve) => {
      const settle = (status: number): void => {
        clearTimeout(timer);
        receiver.off('close', lost);
        resolve(status);
      };
      const lost = (): void => settle(-1);
      const timer = setTimeout(lost, Math.min(ACK_TIMEOUT_MS, Math.max(0, untilMs - Date.now())));
      receiver.once('close', lost);
      receiver.send(segment, (answer) => settle(answer.command_status));
    });
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
  return validUntil instanceof Date ? validUntil.getTime() - Date.now() : TRANSACTION_MS;
}

function withLength(header: Buffer): Buffer {
  return header.length === 0 ? header : Buffer.concat([Buffer.from([header.length]), header]);
}

/** The package gives `{ message, udh }`; what it split off is put together again. */
function octetsOf(field: unknown): Buffer | null {
  if (Buffer.isBuffer(field)) return field.length === 0 ? null : field;
  if (typeof field !== 'object' || field === null || !('message' in field)) return null;
  const { message } = field;
  const data = Buffer.isBuffer(message) ? message : Buffer.from(String(message), 'latin1');
  const elements = 'udh' in field && Array.isArray(field.udh) ? (field.udh as Buffer[]) : null;
  const whole = elements === null ? data : Buffer.concat([withLength(Buffer.concat(elements)), data]);
  return whole.length === 0 ? null : whole;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
