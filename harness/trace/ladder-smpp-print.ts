import type { FieldValue } from '../wire/kinds.ts';
import { equal } from '../wire/octets.ts';
import { concatenation, decodeUdh, ports } from '../wire/sm/udh.ts';
import { commandsByName } from '../wire/smpp/commands.table.ts';
import { isResponse, type Pdu } from '../wire/smpp/pdu.ts';
import { statuses } from '../wire/smpp/statuses.table.ts';
import { UDHI } from '../wire/smpp/user-data.ts';
import { hexTerm } from './express.ts';
import type { Express, MessageLine } from './ladder-line.ts';
import { PUSH_PORTS } from './ladder-segment.ts';
import { usualFields } from './ladder-smpp.ts';
import { valueOf } from './ladder-words.ts';

/** Fields that engineers read in hex. */
export const IN_HEX: ReadonlySet<string> = new Set([
  'esm_class',
  'data_coding',
  'registered_delivery',
  'interface_version',
  'sc_interface_version',
  'protocol_id',
]);
/** Computed by whoever encodes. */
const COUNTS: ReadonlySet<string> = new Set(['sm_length', 'number_of_dests', 'no_unsuccess']);
const PUSH_PAYLOAD = 'message_payload';

type Ends = Pick<MessageLine, 'sender' | 'receiver'>;

/** The words after a PDU's name: what of it is not as usual. */
export function pduWords(pdu: Pdu, ends: Ends, express: Express): readonly string[] {
  const words = [`sequence_number=${pdu.sequence_number}`];
  if (pdu.command_status !== 0) words.push(`status=${statusWord(pdu.command_status)}`);
  const command = commandsByName.get(pdu.command);
  if (command === undefined) return words;
  if (!pdu.hasBody && isResponse(pdu) && command.fields.length > 0) return [...words, 'header_only'];
  const segment = segmentWords(pdu, express);
  const usual = usualFields(ends, command);
  for (const [name] of command.fields) {
    const value = pdu.fields[name];
    if (value === undefined || COUNTS.has(name)) continue;
    if (name === 'short_message' && segment !== null) continue;
    const expected = name === 'esm_class' && segment !== null ? UDHI : (usual[name] ?? emptyLike(value));
    if (!sameValue(value, expected)) words.push(`${name}=${fieldWord(name, value, express)}`);
  }
  words.push(...(segment ?? []));
  for (const { tag, name, octets, value } of pdu.tlvs) {
    if (name === PUSH_PAYLOAD) words.push(`${name}=${payloadWord(octets, hasUdhi(pdu), express)}`);
    else words.push(`${name ?? `0x${tag.toString(16).padStart(4, '0')}`}=${fieldWord(name ?? '', value, express)}`);
  }
  return words;
}

/** The words of a PDU that fields cannot say: enough to know it by, and all of its octets. */
export function rawPduWords(pdu: Pdu, octets: Uint8Array, express: Express): readonly string[] {
  const to = pdu.fields['destination_addr'];
  return [
    `sequence_number=${pdu.sequence_number}`,
    ...(pdu.command_status === 0 ? [] : [`status=${statusWord(pdu.command_status)}`]),
    ...(typeof to === 'string' ? [`destination_addr=${valueOf(to)}`] : []),
    `raw=${express.raw(octets)}`,
  ];
}

function statusWord(status: number): string {
  return statuses.find(([code]) => code === status)?.[1] ?? hexWord(status);
}

/** `0xfe`. */
export function hexWord(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

function hasUdhi(pdu: Pdu): boolean {
  return (Number(pdu.fields['esm_class'] ?? 0) & UDHI) !== 0;
}

function fieldWord(name: string, value: FieldValue, express: Express): string {
  if (typeof value === 'number') return IN_HEX.has(name) ? hexWord(value) : String(value);
  return typeof value === 'string' ? valueOf(value) : express.payload(value);
}

/** A payload that brings its own header: only what follows it is named. */
function payloadWord(octets: Uint8Array, udhi: boolean, express: Express): string {
  if (!udhi) return express.payload(octets);
  const { sizeOctets } = decodeUdh(octets);
  if (sizeOctets >= octets.length) return express.payload(octets);
  return `${hexTerm(octets.subarray(0, sizeOctets))} + ${express.payload(octets.subarray(sizeOctets))}`;
}

/** How a short message with a header is written; `null` when it has none that can be read. */
function segmentWords(pdu: Pdu, express: Express): readonly string[] | null {
  const octets = pdu.fields['short_message'];
  if (!hasUdhi(pdu) || !(octets instanceof Uint8Array)) return null;
  const udh = decodeUdh(octets);
  if (udh.problems.length > 0) return null;
  const data = octets.subarray(udh.sizeOctets);
  const ud = data.length === 0 ? [] : [`ud=${express.piece(data)}`];
  const usual = usualHeader(
    octets,
    udh.ies.map(({ iei }) => iei),
  );
  if (usual !== null) return [...usual, ...ud];
  return [`udh=${hexTerm(octets.subarray(0, udh.sizeOctets))}`, ...ud];
}

/** A header of ports and concatenation, or either, in this order; whether it is so is proved by reading the line back. */
function usualHeader(octets: Uint8Array, ieis: readonly number[]): readonly string[] | null {
  const udh = decodeUdh(octets);
  const part = concatenation(udh);
  const port = ports(udh);
  if (ieis.length !== Number(part !== null) + Number(port !== null)) return null;
  if (part !== null && ieis.at(-1) !== (part.bits === 8 ? 0x00 : 0x08)) return null;
  if (port !== null && ieis[0] !== 0x05) return null;
  const written = port === null ? 'none' : `${port.destination}/${port.source}`;
  if (part === null) return [`ports=${written}`];
  return [
    `segment=${part.index}/${part.total}`,
    `reference=${part.reference}`,
    ...(part.bits === 16 ? ['bits=16'] : []),
    ...(written === PUSH_PORTS ? [] : [`ports=${written}`]),
  ];
}

function emptyLike(value: FieldValue): FieldValue {
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? '' : new Uint8Array(0);
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? equal(a, b) : a === b;
}
