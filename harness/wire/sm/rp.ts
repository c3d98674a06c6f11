import type { Frame, Framer } from '../framing.ts';
import { concat, type Problem } from '../octets.ts';
import { decodePdu, encodePdu, type Pdu } from '../smpp/pdu.ts';
import { UDHI } from '../smpp/user-data.ts';
import { causeOf, statusOfCause } from './rp-cause.table.ts';
import { decodeDeliver, type DeliverTpdu } from './tpdu.ts';

/** Between service centre and handsets an RPDU (24.011, 7.3) stands behind its own length, as in CP-User data (24.011, 8.1.4.1). */
export type RpMessage = {
  readonly name: 'rp-data' | 'rp-ack' | 'rp-error' | 'rp';
  /** RP-Message Reference: the answer has that of what it answers. */
  readonly reference: number;
  /** Digits of the service centre; only RP-DATA has it, and what follows. */
  readonly originator: string;
  /** Digits of the subscriber: empty on the air, where the link says who it is (23.040, 9.3.2.1: RP-DA of the RP-MT-DATA). */
  readonly destination: string;
  /** Where the digits of the subscriber stand, as semi-octets. */
  readonly destinationAt: { readonly from: number; readonly to: number };
  /** The SMS-DELIVER as it is. */
  readonly tpduOctets: Uint8Array;
  /** Where it stands. */
  readonly tpduAt: number;
  readonly tpdu: DeliverTpdu | null;
  /** RP-Cause (24.011, 8.2.5.4) of an RP-ERROR, else 0. */
  readonly cause: number;
  readonly problems: readonly Problem[];
};

/** RP-MTI; the direction is in it (24.011, 8.2.2). */
const DATA_TO_HANDSET = 0x01;
const ACK_OF_HANDSET = 0x02;
const ERROR_OF_HANDSET = 0x04;
const NAMES: Readonly<Record<number, RpMessage['name']>> = {
  [DATA_TO_HANDSET]: 'rp-data',
  [ACK_OF_HANDSET]: 'rp-ack',
  [ERROR_OF_HANDSET]: 'rp-error',
};

/** Length octet, RP-MTI and RP-Message Reference. */
const HEAD_OCTETS = 3;
/** International, ISDN numbering plan. */
const INTERNATIONAL = 0x91;
const CAUSE_BITS = 0x7f;
/** Digits 10 to 14 of semi-octets (24.008, table 10.5.118). */
const DIGITS = '0123456789*#abc';
const FILL = 0x0f;

/** Reads a length and the RPDU behind it; what cannot be read is among its problems. */
export function decodeRp(octets: Uint8Array): RpMessage {
  const problems: Problem[] = [];
  const name = NAMES[octets[1] ?? 0] ?? 'rp';
  if (name === 'rp') problems.push({ field: 'RP-MTI', offset: 1, what: `${octets[1] ?? 'missing'}` });
  if (octets.length !== (octets[0] ?? 0) + 1)
    problems.push({ field: 'length', offset: 0, what: `${octets[0] ?? 'missing'}, and ${octets.length - 1} octets` });
  let at = HEAD_OCTETS;
  const element = (field: string): Uint8Array => {
    const from = at + 1;
    const size = octets[at] ?? 0;
    at = from + size;
    if (at > octets.length) problems.push({ field, offset: from - 1, what: `${size} octets run past the end` });
    return octets.subarray(from, at);
  };
  const isData = name === 'rp-data';
  const originator = isData ? digitsOf(element('RP-OA')) : '';
  const from = at + 2;
  const destination = isData ? digitsOf(element('RP-DA')) : '';
  const to = Math.max(from, at);
  const tpduOctets = isData ? element('RP-UD') : new Uint8Array(0);
  const cause = name === 'rp-error' ? (element('RP-Cause')[0] ?? 0) & CAUSE_BITS : 0;
  return {
    name,
    reference: octets[2] ?? 0,
    originator,
    destination,
    destinationAt: { from, to },
    tpduOctets,
    tpduAt: Math.min(at, octets.length) - tpduOctets.length,
    tpdu: isData ? decodeDeliver(tpduOctets) : null,
    cause,
    problems,
  };
}

/** An RP-DATA towards a handset, behind its length. Throws `RangeError` for what one octet of length cannot hold. */
export function encodeRpData(reference: number, originator: string, destination: string, tpdu: Uint8Array): Uint8Array {
  return behindLength([
    Uint8Array.of(DATA_TO_HANDSET, reference),
    addressElement(originator),
    addressElement(destination),
    Uint8Array.of(tpdu.length),
    tpdu,
  ]);
}

/** The answer of a handset: RP-ACK, or RP-ERROR where the command_status of an SMPP link would be another than 0. */
export function encodeRpAnswer(reference: number, status: number): Uint8Array {
  return status === 0
    ? behindLength([Uint8Array.of(ACK_OF_HANDSET, reference)])
    : behindLength([Uint8Array.of(ERROR_OF_HANDSET, reference, 1, causeOf(status))]);
}

/** The PDU of an SMPP link that says the same, so that a short message can be judged alike on either; the sequence_number is the reference. */
export function pduOfRp({ name, reference: sequence_number, destination, tpdu, cause }: RpMessage): Pdu {
  if (tpdu === null) {
    const command_status = name === 'rp-error' ? statusOfCause(cause) : 0;
    return decodePdu(encodePdu({ command: 'deliver_sm_resp', command_status, sequence_number, fields: {}, tlvs: [] }));
  }
  const fields = {
    source_addr_ton: tpdu.originator.ton,
    source_addr_npi: tpdu.originator.npi,
    // NUL ends a C-octet string; in the GSM alphabet it is @.
    source_addr: tpdu.originator.address.replaceAll('\0', '@'),
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: destination,
    esm_class: tpdu.hasHeader ? UDHI : 0,
    protocol_id: tpdu.protocolId,
    data_coding: tpdu.dataCoding,
    short_message: tpdu.userData,
  };
  return decodePdu(encodePdu({ command: 'deliver_sm', sequence_number, fields, tlvs: [] }));
}

/** Cuts a stream into RPDUs behind their lengths; it never holds more than 256 octets. */
export function rpFramer(): Framer {
  let pending = new Uint8Array(0);
  return {
    push: (chunk) => {
      const frames: Frame[] = [];
      let octets = concat(pending, chunk);
      for (let size = (octets[0] ?? 0) + 1; octets.length >= size && octets.length > 0; size = (octets[0] ?? 0) + 1) {
        frames.push({ octets: octets.slice(0, size), problem: null });
        octets = octets.subarray(size);
      }
      pending = octets.slice();
      return frames;
    },
    pendingOctets: () => pending.length,
    end: () => {
      if (pending.length === 0) return [];
      const frame = { octets: pending, problem: `closed after ${pending.length} octets of ${(pending[0] ?? 0) + 1}` };
      pending = new Uint8Array(0);
      return [frame];
    },
  };
}

/** Semi-octets for digits; `*` takes the place of one that is not to be read. */
export function semiOctets(digits: string): Uint8Array {
  const values = Array.from(digits, (digit) => Math.max(0, DIGITS.indexOf(digit)));
  const octets = new Uint8Array(Math.ceil(values.length / 2));
  for (let i = 0; i < octets.length; i += 1) octets[i] = (values[2 * i] ?? 0) | ((values[2 * i + 1] ?? FILL) << 4);
  return octets;
}

function digitsOf(element: Uint8Array): string {
  const values = [...element.subarray(1)].flatMap((octet) => [octet & FILL, octet >> 4]);
  return values.map((value) => DIGITS[value] ?? '').join('');
}

function addressElement(digits: string): Uint8Array {
  if (digits === '') return Uint8Array.of(0);
  const octets = semiOctets(digits);
  return concat(Uint8Array.of(octets.length + 1, INTERNATIONAL), octets);
}

function behindLength(parts: readonly Uint8Array[]): Uint8Array {
  const rpdu = concat(...parts);
  if (rpdu.length > 0xff) throw new RangeError(`an RPDU of ${rpdu.length} octets: one octet says its length`);
  return concat(Uint8Array.of(rpdu.length), rpdu);
}
