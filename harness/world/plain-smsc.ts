import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How an SMSC that shares no code with pushproof reads what SMPP leaves open (field notes, AMB-11 to AMB-28), and how it may be wrong. */
export type PlainReading = {
  /** command_length below 16 or beyond all limits. */
  readonly badLength: 'nack and close' | 'close' | 'nack and stay' | 'deaf' | 'crash';
  readonly unknownCommand: 'nack' | 'nack and close' | 'silence' | 'nack with number 0';
  /** A body, TLV stream or TLV that is malformed: a status, or what is done. */
  readonly malformed: number | 'nack' | 'close' | 'accept' | 'deaf';
  readonly vendorTlv: 'ignore' | 'refuse';
  readonly reservedTlv: 'ignore' | 'refuse';
  readonly wrongState: number | 'nack' | 'close' | 'accept';
  readonly secondBind: number | 'close' | 'bind';
  readonly badPassword: number | 'close' | 'bind';
  /** Responses that nobody waits for. */
  readonly unasked: 'ignore' | 'nack responses' | 'nack all';
  readonly bothContents: 'refuse' | 'payload' | 'join';
  readonly noContent: 'refuse' | 'deliver';
  /** query_sm, cancel_sm, replace_sm, submit_multi. */
  readonly rareCommands: 'nack' | 'refuse' | 'silence' | 'accept';
  readonly scInterfaceVersion: boolean;
  /** Most sessions that an account may have. */
  readonly binds: number;
};

/** One right reading of each. */
export const PLAIN: PlainReading = {
  badLength: 'nack and close',
  unknownCommand: 'nack',
  malformed: 0x02,
  vendorTlv: 'ignore',
  reservedTlv: 'ignore',
  wrongState: 0x04,
  secondBind: 0x05,
  badPassword: 0x0e,
  unasked: 'ignore',
  bothContents: 'refuse',
  noContent: 'refuse',
  rareCommands: 'nack',
  scInterfaceVersion: true,
  binds: 16,
};

type Link = {
  readonly socket: Socket;
  state: 'open' | 'tx' | 'rx' | 'trx' | 'deaf';
  range: string;
  sequence: number;
  readonly waiting: Map<number, (status: number) => void>;
};

type Message = {
  readonly source: Buffer;
  readonly destination: Buffer;
  readonly number: string;
  readonly esmClass: number;
  readonly coding: number;
  readonly content: Buffer;
  readonly ports: Buffer | null;
};

const NACK = 0x80000000;
const RARE = [0x03, 0x07, 0x08, 0x21];
const BINDS = [0x01, 0x02, 0x09];
const STATES = { 0x01: 'rx', 0x02: 'tx', 0x09: 'trx' } as const;
const MAX_PDU = 70_000;
const SEGMENT_OCTETS = 140;
const ACK_MS = 1_000;

/** Opens it on a free port of the loopback interface. */
export async function startPlainSmsc(
  reading: PlainReading,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const links = new Set<Link>();
  let reference = 0;
  let messages = 0;
  const server = createServer((socket) => {
    const link: Link = { socket, state: 'open', range: '', sequence: 0, waiting: new Map() };
    let unread = Buffer.alloc(0);
    links.add(link);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      links.delete(link);
      for (const done of link.waiting.values()) done(0xfe);
    });
    socket.on('data', (chunk: Buffer) => {
      if (link.state === 'deaf') return;
      unread = Buffer.concat([unread, chunk]);
      while (unread.length >= 16) {
        const length = unread.readUInt32BE(0);
        if (length < 16 || length > MAX_PDU) {
          onBadLength(link, unread.readUInt32BE(12));
          unread = Buffer.from(unread.subarray(16));
          if (reading.badLength !== 'nack and stay') return;
          continue;
        }
        if (unread.length < length) return;
        const pdu = Buffer.from(unread.subarray(0, length));
        unread = Buffer.from(unread.subarray(length));
        onPdu(link, pdu);
      }
    });
  });

  const say = (link: Link, id: number, status: number, sequence: number, body: Buffer = Buffer.alloc(0)): void => {
    const head = Buffer.alloc(16);
    [16 + body.length, id, status, sequence].forEach((value, at) => head.writeUInt32BE(value, 4 * at));
    if (!link.socket.destroyed) link.socket.write(Buffer.concat([head, body]));
  };
  const refuse = (link: Link, pdu: Buffer, how: number | 'nack' | 'close'): void => {
    if (how === 'close') link.socket.end();
    else if (how === 'nack') say(link, NACK, 0x08, pdu.readUInt32BE(12));
    else say(link, (pdu.readUInt32BE(4) | NACK) >>> 0, how, pdu.readUInt32BE(12));
  };
  const onBadLength = (link: Link, sequence: number): void => {
    if (reading.badLength.startsWith('nack')) say(link, NACK, 0x02, sequence);
    if (reading.badLength === 'deaf') link.state = 'deaf';
    if (reading.badLength === 'crash') {
      server.close();
      for (const other of links) other.socket.destroy();
    } else if (reading.badLength.endsWith('close')) link.socket.end();
  };

  const onPdu = (link: Link, pdu: Buffer): void => {
    const [id, sequence] = [pdu.readUInt32BE(4), pdu.readUInt32BE(12)];
    if (id >= NACK) {
      const done = link.waiting.get(sequence);
      link.waiting.delete(sequence);
      done?.(id === NACK ? 0xfe : pdu.readUInt32BE(8));
      const isNacked = reading.unasked === 'nack all' || (reading.unasked === 'nack responses' && id !== NACK);
      if (done === undefined && isNacked) say(link, NACK, 0x03, sequence);
    } else if (BINDS.includes(id)) onBind(link, pdu);
    else if (id === 0x15) say(link, 0x80000015, 0, sequence);
    else if (id === 0x06) say(link, 0x80000006, 0, sequence);
    else if (id === 0x04 || id === 0x103) onMessage(link, pdu);
    else if (RARE.includes(id)) onRare(link, pdu);
    else if (reading.unknownCommand !== 'silence') {
      say(link, NACK, 0x03, reading.unknownCommand === 'nack with number 0' ? 0 : sequence);
      if (reading.unknownCommand === 'nack and close') link.socket.end();
    }
  };
  const onRare = (link: Link, pdu: Buffer): void => {
    if (link.state === 'open' && reading.wrongState !== 'accept') refuse(link, pdu, reading.wrongState);
    else if (reading.rareCommands === 'nack') say(link, NACK, 0x03, pdu.readUInt32BE(12));
    else if (reading.rareCommands === 'refuse') refuse(link, pdu, 0x0c);
    else if (reading.rareCommands === 'accept') {
      const isQuery = pdu.readUInt32BE(4) === 0x03;
      say(
        link,
        (pdu.readUInt32BE(4) | NACK) >>> 0,
        0,
        pdu.readUInt32BE(12),
        isQuery ? Buffer.from('78000002 00'.replace(' ', ''), 'hex') : undefined,
      );
    }
  };
  const onBind = (link: Link, pdu: Buffer): void => {
    if (link.state !== 'open' && reading.secondBind !== 'bind') {
      refuse(link, pdu, reading.secondBind);
      return;
    }
    const [, password, , rest] = strings(pdu, 16, 3);
    const isRight = password?.toString() === 'secret08';
    const bound = [...links].filter(({ state }) => state !== 'open').length;
    if (!isRight && reading.badPassword !== 'bind') refuse(link, pdu, reading.badPassword);
    else if (bound >= reading.binds) refuse(link, pdu, 0x0d);
    else {
      const id = pdu.readUInt32BE(4) as 1 | 2 | 9;
      link.state = STATES[id];
      link.range = strings(rest ?? Buffer.alloc(0), 3, 1)[0]?.toString() ?? '';
      const version = reading.scInterfaceVersion ? [0x02, 0x10, 0x00, 0x01, 0x34] : [];
      say(link, (id | NACK) >>> 0, 0, pdu.readUInt32BE(12), Buffer.from([0x70, 0x00, ...version]));
    }
  };

  const onMessage = (link: Link, pdu: Buffer): void => {
    const isData = pdu.readUInt32BE(4) === 0x103;
    const mayNot = link.state === 'open' || (link.state === 'rx' && !isData) || link.state === 'rx';
    if (mayNot && reading.wrongState !== 'accept') {
      refuse(link, pdu, reading.wrongState);
      return;
    }
    const read = readMessage(pdu, isData);
    if (read === 'malformed') {
      if (reading.malformed === 'accept') accept(link, pdu);
      else if (reading.malformed === 'deaf') link.state = 'deaf';
      else refuse(link, pdu, reading.malformed);
    } else if (typeof read === 'number') refuse(link, pdu, read);
    else void transact(link, pdu, read);
  };
  const accept = (link: Link, pdu: Buffer): void => {
    messages += 1;
    const id = Buffer.from(`m${messages}\0`);
    say(link, (pdu.readUInt32BE(4) | NACK) >>> 0, 0, pdu.readUInt32BE(12), id);
  };

  const readMessage = (pdu: Buffer, isData: boolean): Message | number | 'malformed' => {
    const limit = isData ? 65 : 21;
    const cursor = { at: 16 };
    const text = (most: number): Buffer | null => {
      const end = pdu.indexOf(0, cursor.at);
      if (end === -1 || end - cursor.at >= most) return null;
      const value = pdu.subarray(cursor.at, end);
      cursor.at = end + 1;
      return value;
    };
    const octets = (count: number): Buffer | null => {
      if (cursor.at + count > pdu.length) return null;
      cursor.at += count;
      return pdu.subarray(cursor.at - count, cursor.at);
    };
    if (text(6) === null) return 'malformed';
    const from = cursor.at;
    if (octets(2) === null || text(limit) === null) return 'malformed';
    const to = cursor.at;
    const number = octets(2) === null ? null : text(limit);
    const after = cursor.at;
    const esmClass = octets(1)?.[0];
    if (number === null || esmClass === undefined) return 'malformed';
    let coding: number | undefined;
    let short: Buffer | null = Buffer.alloc(0);
    if (isData) coding = octets(2)?.[1];
    else {
      if (octets(2) === null || text(17) === null || text(17) === null) return 'malformed';
      coding = octets(3)?.[2];
      const size = octets(2)?.[1];
      short = size === undefined ? null : octets(size);
    }
    if (coding === undefined || short === null) return 'malformed';
    let payload: Buffer | null = null;
    let [destinationPort, sourcePort] = [Buffer.alloc(0), Buffer.from([0x23, 0xf0])];
    while (cursor.at < pdu.length) {
      const head = octets(4);
      const value = head === null ? null : octets(head.readUInt16BE(2));
      if (head === null || value === null) return 'malformed';
      const tag = head.readUInt16BE(0);
      if (tag === 0x424) payload = value;
      if (tag === 0x20a) sourcePort = Buffer.from(value);
      if (tag === 0x20b && value.length !== 2) return 'malformed';
      if (tag === 0x20b) destinationPort = Buffer.from(value);
      if (tag >= 0x1400 && tag < 0x4000 && reading.vendorTlv === 'refuse') return 0xc1;
      if (tag === 0x100 && reading.reservedTlv === 'refuse') return 0xc0;
    }
    if (payload !== null && short.length > 0 && reading.bothContents === 'refuse') return 0x01;
    if (payload === null && short.length === 0 && reading.noContent === 'refuse') return 0xc3;
    const content =
      reading.bothContents === 'join' ? Buffer.concat([short, payload ?? Buffer.alloc(0)]) : (payload ?? short);
    const ports =
      destinationPort.length === 2 ? Buffer.concat([Buffer.from([5, 4]), destinationPort, sourcePort]) : null;
    return {
      source: pdu.subarray(from, to),
      destination: pdu.subarray(to, after),
      number: number.toString().replace(/\D/g, ''),
      esmClass,
      coding,
      content,
      ports,
    };
  };

  /** In transaction mode: segments one after another, then the one response. */
  const transact = async (link: Link, pdu: Buffer, message: Message): Promise<void> => {
    const hasHeader = (message.esmClass & 0x40) !== 0;
    const headerOctets = hasHeader ? 1 + (message.content[0] ?? 0) : 0;
    const own = hasHeader ? message.content.subarray(1, headerOctets) : (message.ports ?? Buffer.alloc(0));
    const data = message.content.subarray(headerOctets);
    const alone = own.length === 0 ? SEGMENT_OCTETS : SEGMENT_OCTETS - 1 - own.length;
    const piece = data.length <= alone ? Math.max(1, alone) : SEGMENT_OCTETS - 1 - own.length - 5;
    const total = Math.max(1, Math.ceil(data.length / piece));
    if (total > 255) {
      refuse(link, pdu, 0x01);
      return;
    }
    reference = (reference + 1) % 256;
    for (let index = 1; index <= total; index += 1) {
      const elements = total === 1 ? own : Buffer.concat([own, Buffer.from([0, 3, reference, total, index])]);
      const header =
        elements.length === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([elements.length]), elements]);
      const userData = Buffer.concat([header, data.subarray((index - 1) * piece, index * piece)]);
      const status = await deliver(message, userData, header.length > 0);
      if (status !== 0) {
        refuse(link, pdu, 0xfe);
        return;
      }
    }
    accept(link, pdu);
  };
  const deliver = (message: Message, userData: Buffer, hasHeader: boolean): Promise<number> => {
    const to = [...links].find(
      ({ state, range }) =>
        (state === 'rx' || state === 'trx') && (range === '' || new RegExp(range).test(message.number)),
    );
    if (to === undefined) return Promise.resolve(0xfe);
    to.sequence += 1;
    const { sequence } = to;
    const fields = Buffer.from([hasHeader ? 0x40 : 0, 0, 0, 0, 0, 0, 0, message.coding, 0, userData.length]);
    say(
      to,
      0x05,
      0,
      sequence,
      Buffer.concat([Buffer.from([0]), message.source, message.destination, fields, userData]),
    );
    return new Promise((done) => {
      const timer = setTimeout(() => done(0xfe), ACK_MS);
      to.waiting.set(sequence, (status) => {
        clearTimeout(timer);
        done(status);
      });
    });
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const { socket } of links) socket.destroy();
      if (server.listening) {
        server.close();
        await once(server, 'close');
      }
    },
  };
}

/** So many C-Octet Strings from an offset on, and what follows them. */
function strings(octets: Buffer, from: number, count: number): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = from;
  for (let n = 0; n < count; n += 1) {
    const end = octets.indexOf(0, at);
    if (end === -1) break;
    found.push(octets.subarray(at, end));
    at = end + 1;
  }
  return [...found, octets.subarray(at)];
}
