import type { PDU } from 'smpp';
import type { PackageSmscBehaviour } from './package-smsc-behaviour.ts';

/** One short message of a push, as it will be sent. */
export type PackageSegment = {
  readonly index: number;
  readonly udh: Buffer;
  readonly data: Buffer;
  /** Concatenation by TLVs instead. */
  readonly sar: { readonly reference: number; readonly total: number } | null;
};

const UDH_INDICATOR = 0x40;
const MAX_USER_DATA = 140;

/** Splits what submissions carry; counts references. */
export function makeSplitter(behaviour: PackageSmscBehaviour): (pdu: PDU) => readonly PackageSegment[] {
  const { defect } = behaviour;
  const counters = new Map<string, number>();
  const nextReference = (to: string): number => {
    const whose = behaviour.counter === 'one' ? '' : to;
    const own = counters.get(whose) ?? behaviour.firstReference;
    if (defect !== 'one-reference-for-all') counters.set(whose, own + 1);
    return own % (behaviour.referenceBits === 8 ? 256 : 65_536);
  };
  const element = (reference: number, total: number, index: number): Buffer => {
    const numbers =
      behaviour.referenceBits === 8
        ? [0x00, 3, reference & 0xff]
        : [0x08, 4, (reference >> 8) & 0xff, reference & 0xff];
    return Buffer.from([...numbers, total, index]);
  };
  const together = (header: Buffer, concatenation: Buffer): Buffer =>
    withLength(Buffer.concat(behaviour.concatenationLast ? [header, concatenation] : [concatenation, header]));
  return (pdu) => {
    const { header, data } = contentOf(pdu, behaviour);
    if (behaviour.deliver === 'whole') return [{ index: 1, udh: Buffer.alloc(0), data, sar: null }];
    const alone = header.length === 0 ? 0 : 1 + header.length;
    const limit = MAX_USER_DATA + (defect === 'octet-over-the-limit' ? 1 : 0);
    const to = String(pdu['destination_addr']);
    if (alone + data.length <= MAX_USER_DATA) {
      const fits = alone + data.length + 6 <= MAX_USER_DATA;
      const isNumbered = behaviour.numbersLone && behaviour.concatenation === 'udh' && fits;
      const udh = isNumbered ? together(header, element(nextReference(to), 1, 1)) : withLength(header);
      return [{ index: 1, udh, data, sar: null }];
    }
    const elementOctets = behaviour.referenceBits === 8 ? 5 : 6;
    const capacity = limit - 1 - header.length - elementOctets;
    const isExact = data.length % capacity === 0;
    const count = Math.ceil(data.length / capacity) + (behaviour.split === 'empty-trailing' && isExact ? 1 : 0);
    const size = behaviour.split === 'even' ? Math.ceil(data.length / count) : capacity;
    const reference = nextReference(to);
    const total = defect === 'total-plus-one' ? count + 1 : count;
    return Array.from({ length: count }, (_, at) => {
      const index = defect === 'index-from-zero' ? at : at + 1;
      const own = defect === 'reference-per-segment' ? reference + at : reference;
      const ports = defect === 'ports-in-the-first-only' && at > 0 ? Buffer.alloc(0) : header;
      const piece = data.subarray(at * size, (at + 1) * size);
      const isCut = defect === 'loses-the-last-octet' && at === count - 1 && piece.length === capacity;
      const octets = isCut ? piece.subarray(0, -1) : piece;
      return behaviour.concatenation === 'sar'
        ? { index, udh: withLength(ports), data: octets, sar: { reference: own, total } }
        : { index, udh: together(ports, element(own, total, index)), data: octets, sar: null };
    });
  };
}

/** The elements that every segment gets, and the octets to be split. */
export function contentOf(pdu: PDU, { defect }: PackageSmscBehaviour): { header: Buffer; data: Buffer } {
  const payload = octetsOf(pdu['message_payload']) ?? octetsOf(pdu['short_message']) ?? Buffer.alloc(0);
  const changed = Buffer.from(payload);
  if (defect === 'changes-an-octet') changed[changed.length - 9] = (changed[changed.length - 9] ?? 0) ^ 0x01;
  if ((Number(pdu['esm_class']) & UDH_INDICATOR) !== 0) {
    const udhl = payload[0] ?? 0;
    const isKept = defect === 'header-kept-in-the-payload';
    return { header: payload.subarray(1, 1 + udhl), data: isKept ? changed : changed.subarray(1 + udhl) };
  }
  const destination = pdu['destination_port'] ?? pdu['dest_port'];
  if (destination === undefined) return { header: Buffer.alloc(0), data: changed };
  const ports = Buffer.alloc(6);
  ports.set([0x05, 0x04]);
  const places = defect === 'ports-swapped' ? ([4, 2] as const) : ([2, 4] as const);
  ports.writeUInt16BE(Number(destination), places[0]);
  ports.writeUInt16BE(Number(pdu['source_port'] ?? 0), places[1]);
  return { header: ports, data: changed };
}

/** Another reference for the same segment. */
export function renumbered(
  segment: PackageSegment,
  { concatenationLast, referenceBits }: PackageSmscBehaviour,
): PackageSegment {
  if (segment.sar !== null) return { ...segment, sar: { ...segment.sar, reference: segment.sar.reference + 100 } };
  const udh = Buffer.from(segment.udh);
  const at = concatenationLast ? udh.length - 3 : referenceBits === 8 ? 3 : 4;
  udh[at] = ((udh[at] ?? 0) + 100) % 256;
  return { ...segment, udh };
}

function withLength(header: Buffer): Buffer {
  return header.length === 0 ? header : Buffer.concat([Buffer.from([header.length]), header]);
}

/** The package gives `{ message, udh }`; what it split off is put together again. */
export function octetsOf(field: unknown): Buffer | null {
  if (Buffer.isBuffer(field)) return field.length === 0 ? null : field;
  if (typeof field !== 'object' || field === null || !('message' in field)) return null;
  const { message } = field;
  const data = Buffer.isBuffer(message) ? message : Buffer.from(String(message), 'latin1');
  const elements = 'udh' in field && Array.isArray(field.udh) ? (field.udh as Buffer[]) : null;
  const whole = elements === null ? data : Buffer.concat([withLength(Buffer.concat(elements)), data]);
  return whole.length === 0 ? null : whole;
}
