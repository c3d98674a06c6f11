import { concat, fromLatin1, latin1, type Problem } from '../octets.ts';
import { alphabetOfDcs } from './data-coding.ts';
import { headerSeptets, packSeptets, packText, SEPTET_BITS, unpackSeptets } from './gsm7.ts';

/** An SMS-DELIVER (23.040, 9.2.2.1) as a handset reads it. */
export type DeliverTpdu = {
  /** TP-MMS is 0: more messages wait. */
  readonly hasMore: boolean;
  /** TP-UDHI: the user data begins with a header. */
  readonly hasHeader: boolean;
  readonly originator: Originator;
  readonly protocolId: number;
  readonly dataCoding: number;
  /** As sent: swapped BCD, seven octets. */
  readonly timestamp: Uint8Array;
  /** The header as it is; GSM 7-bit text behind it one septet an octet, without fill bits; other data as it is. */
  readonly userData: Uint8Array;
  /** TP-UDL: septets of GSM 7-bit text, header and fill bits included; octets of other data. */
  readonly userDataLength: number;
  /** All that stands behind TP-UDL, as it came. */
  readonly packed: Uint8Array;
  readonly problems: readonly Problem[];
};

/** Digits, or the characters of an alphanumeric address; type of number and plan as in SMPP. */
export type Originator = { readonly address: string; readonly ton: number; readonly npi: number };

/** What an SMS-DELIVER is made of. */
export type DeliverInput = Omit<DeliverTpdu, 'userDataLength' | 'packed' | 'problems'>;

/** Bits of the first octet. */
const MTI_BITS = 0x03;
const NO_MORE = 0x04;
const UDHI = 0x40;

const ALPHANUMERIC = 5;
const TIMESTAMP_OCTETS = 7;
/** Semi-octets of an address. */
const MAX_ADDRESS_DIGITS = 20;
const MAX_UDL: Readonly<Record<string, number>> = { gsm7: 160, '8bit': 140, ucs2: 140 };
/** Digits 10 to 14 of semi-octets (23.040, 9.1.2.3). */
const DIGITS = '0123456789*#abc';

/** Reads an SMS-DELIVER; what cannot be read is among its problems. */
export function decodeDeliver(octets: Uint8Array): DeliverTpdu {
  const problems: Problem[] = [];
  let at = 0;
  const take = (field: string, count: number): Uint8Array => {
    const taken = octets.subarray(at, at + count);
    if (taken.length < count)
      problems.push({ field, offset: at, what: `${count} octets, of which ${taken.length} are there` });
    at += count;
    return taken;
  };
  const first = take('first octet', 1)[0] ?? 0;
  if ((first & MTI_BITS) !== 0)
    problems.push({ field: 'TP-MTI', offset: 0, what: `${first & MTI_BITS}, no SMS-DELIVER` });
  const digits = take('TP-OA length', 1)[0] ?? 0;
  if (digits > MAX_ADDRESS_DIGITS) problems.push({ field: 'TP-OA length', offset: 1, what: `${digits} semi-octets` });
  const type = take('TP-OA type', 1)[0] ?? 0;
  const originator = readAddress(take('TP-OA', Math.ceil(digits / 2)), digits, type);
  const protocolId = take('TP-PID', 1)[0] ?? 0;
  const dataCoding = take('TP-DCS', 1)[0] ?? 0;
  const timestamp = take('TP-SCTS', TIMESTAMP_OCTETS);
  const udl = take('TP-UDL', 1)[0] ?? 0;
  const start = at;
  const hasHeader = (first & UDHI) !== 0;
  const alphabet = alphabetOfDcs(dataCoding);
  if (udl > (MAX_UDL[alphabet] ?? 0)) problems.push({ field: 'TP-UDL', offset: at - 1, what: `${udl} is too long` });
  const packed = take('TP-UD', alphabet === 'gsm7' ? Math.ceil((udl * SEPTET_BITS) / 8) : udl);
  if (at < octets.length) problems.push({ field: 'TP-UD', offset: at, what: `${octets.length - at} octets behind it` });
  const userData = alphabet === 'gsm7' ? unpack(packed, udl, hasHeader) : packed;
  return {
    hasMore: (first & NO_MORE) === 0,
    hasHeader,
    originator,
    protocolId,
    dataCoding,
    timestamp,
    userData,
    userDataLength: udl,
    packed: octets.subarray(start),
    problems,
  };
}

/** Writes an SMS-DELIVER. */
export function encodeDeliver(input: DeliverInput): Uint8Array {
  const { originator, userData, hasHeader, dataCoding } = input;
  const isText = alphabetOfDcs(dataCoding) === 'gsm7';
  const headerOctets = hasHeader ? Math.min((userData[0] ?? 0) + 1, userData.length) : 0;
  const udl = isText ? headerSeptets(headerOctets) + userData.length - headerOctets : userData.length;
  return concat(
    Uint8Array.of((input.hasMore ? 0 : NO_MORE) | (hasHeader ? UDHI : 0)),
    writeAddress(originator),
    Uint8Array.of(input.protocolId, dataCoding),
    input.timestamp,
    Uint8Array.of(udl),
    isText ? packText(userData, headerOctets) : userData,
  );
}

function readAddress(octets: Uint8Array, digits: number, type: number): Originator {
  const [ton, npi] = [(type >> 4) & 0x07, type & 0x0f];
  if (ton === ALPHANUMERIC) {
    return { address: latin1(unpackSeptets(octets, 0, Math.floor((digits * 4) / SEPTET_BITS))), ton, npi };
  }
  const semiOctets = [...octets].flatMap((octet) => [octet & 0x0f, octet >> 4]).slice(0, digits);
  return { address: semiOctets.map((value) => DIGITS[value] ?? '').join(''), ton, npi };
}

function writeAddress({ address, ton, npi }: Originator): Uint8Array {
  const type = 0x80 | (ton << 4) | npi;
  if (ton === ALPHANUMERIC) {
    const packed = packSeptets(fromLatin1(address), 0);
    return concat(Uint8Array.of(Math.ceil((address.length * SEPTET_BITS) / 4), type), packed);
  }
  const values = Array.from(address, (digit) => Math.max(0, DIGITS.indexOf(digit)));
  const octets = new Uint8Array(Math.ceil(values.length / 2));
  for (let i = 0; i < octets.length; i += 1) octets[i] = (values[2 * i] ?? 0) | ((values[2 * i + 1] ?? 0x0f) << 4);
  return concat(Uint8Array.of(values.length, type), octets);
}

/** Header, then one septet an octet; a header that runs past the end is all there is. */
function unpack(packed: Uint8Array, udl: number, hasHeader: boolean): Uint8Array {
  if (!hasHeader) return unpackSeptets(packed, 0, udl);
  const headerOctets = Math.min((packed[0] ?? 0) + 1, packed.length);
  const before = headerSeptets(headerOctets);
  return concat(
    packed.subarray(0, headerOctets),
    unpackSeptets(packed, before * SEPTET_BITS, Math.max(0, udl - before)),
  );
}
