import smpp from 'smpp';
import type { PDU } from 'smpp';
import { decodeRows } from '../wire/decode.ts';
import type { Field, FieldValue } from '../wire/kinds.ts';
import { concat, latin1, toHex } from '../wire/octets.ts';
import { commandsByName } from '../wire/smpp/commands.table.ts';
import { decodePdu, type Pdu, type Tlv } from '../wire/smpp/pdu.ts';

/** What the `smpp` package made of a PDU, held against what our tables made of it. */
export type Comparison = {
  /** Fields and TLVs that both read, each to the same value. */
  readonly same: number;
  /** Each a sentence; empty when the package agrees. */
  readonly differences: readonly string[];
  /** What the package cannot tell, so that nothing is compared: one of `PACKAGE_CANNOT`. */
  readonly silent: readonly string[];
};

/** What version 0.5.1 of the package cannot do with PDUs that are well-formed. */
export const PACKAGE_CANNOT = {
  counts: 'shows neither sm_length nor number_of_dests nor no_unsuccess, only what they count',
  times: 'makes Dates of times, of relative ones by its own clock, so that what was sent is lost',
  repeated: 'keeps only the last of several TLVs with one tag',
  text: 'shows text by the low nibble of data_coding, so that octets beyond ASCII cannot be told from it',
  long: 'reads no PDU above PDU.maxLength, 16,384 octets unless that is raised',
} as const;

/** Names that the package has from SMPP 5.0. */
const NAMES: Readonly<Record<string, string>> = {
  destination_port: 'dest_port',
  dest_addresses: 'dest_address',
  unsuccess_smes: 'unsuccess_sme',
};

const COUNTS: ReadonlySet<string> = new Set(['sm_length', 'number_of_dests', 'no_unsuccess']);

const HEADER = ['command', 'command_length', 'command_id', 'command_status', 'sequence_number'] as const;
const UCS2 = 0x08;
/** Where GSM 7-bit text and ASCII have the same codes (3GPP TS 23.038, 6.2.1). */
const ASCII_OF_GSM = /^[\r\n !"#%-?A-Za-z]*$/;

/** Lets the package read a well-formed PDU too, however long it is. */
export function comparePackage(octets: Uint8Array): Comparison {
  const pdu = decodePdu(octets);
  const silent: string[] = [];
  const differences: string[] = [];
  const limit = smpp.PDU.maxLength;
  if (octets.length > limit) silent.push(PACKAGE_CANNOT.long);
  smpp.PDU.maxLength = Math.max(limit, octets.length);
  let opinion: PDU;
  try {
    opinion = new smpp.PDU(Buffer.from(octets));
  } catch (error) {
    return { same: 0, differences: [`${pdu.command}: the package throws ${String(error)}`], silent };
  } finally {
    smpp.PDU.maxLength = limit;
  }
  let same = 0;
  const take = (name: string, agrees: boolean): void => {
    if (agrees) same += 1;
    else differences.push(`${pdu.command} #${pdu.sequence_number}: ${name} is read otherwise`);
  };
  for (const name of HEADER) take(name, opinion[name] === pdu[name]);
  for (const field of commandsByName.get(pdu.command)?.fields ?? []) {
    const [name, kind] = field;
    if (!(name in pdu.fields)) continue;
    if (COUNTS.has(name)) silent.push(PACKAGE_CANNOT.counts);
    else if (kind.type === 'time' && opinion[NAMES[name] ?? name] instanceof Date) silent.push(PACKAGE_CANNOT.times);
    else if (kind.type === 'octets' && isForeignText(pdu, opinion[name])) silent.push(PACKAGE_CANNOT.text);
    else take(name, isSameField(pdu, field, opinion));
  }
  pdu.tlvs.forEach((tlv, at) => {
    if (pdu.tlvs.slice(at + 1).some(({ tag }) => tag === tlv.tag)) silent.push(PACKAGE_CANNOT.repeated);
    else if (tlv.name === 'message_payload' && isForeignText(pdu, opinion['message_payload']))
      silent.push(PACKAGE_CANNOT.text);
    else take(tlv.name ?? `TLV ${tlv.tag}`, isSameTlv(tlv, pdu, opinion));
  });
  return { same, differences, silent };
}

function isSameField(pdu: Pdu, [name, kind]: Field, opinion: PDU): boolean {
  const ours = pdu.fields[name];
  const theirs = opinion[NAMES[name] ?? name];
  if (kind.type === 'group')
    return ours instanceof Uint8Array && isSameRows(decodeRows(kind.row, ours).map(withoutFlag), theirs);
  if (kind.type === 'octets') return ours instanceof Uint8Array && isSameMessage(ours, theirs, pdu);
  return theirs === ours;
}

/** The package tells destinations apart by their names. */
function withoutFlag(row: Readonly<Record<string, FieldValue>>): unknown {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'dest_flag'));
}

function isSameRows(ours: readonly unknown[], theirs: unknown): boolean {
  const sorted = (row: unknown): string => JSON.stringify(Object.entries(row ?? {}).sort());
  return Array.isArray(theirs) && ours.map(sorted).join() === theirs.map(sorted).join();
}

function isSameTlv({ tag, name, octets, value }: Tlv, pdu: Pdu, opinion: PDU): boolean {
  const called = name ?? String(tag);
  const theirs = opinion[NAMES[called] ?? called];
  if (name === 'message_payload') return isSameMessage(octets, theirs, pdu);
  return value instanceof Uint8Array ? isSameOctets(value, theirs) : theirs === value;
}

/** Ours in the package's terms: it splits the UDH off and decodes text by the low nibble of data_coding. */
function isSameMessage(ours: Uint8Array, theirs: unknown, { fields }: Pdu): boolean {
  if (theirs instanceof Uint8Array) return isSameOctets(ours, theirs);
  if (typeof theirs !== 'object' || theirs === null || !('message' in theirs)) return false;
  const elements = 'udh' in theirs && Array.isArray(theirs.udh) ? concat(...theirs.udh.filter(isOctets)) : null;
  const header = elements === null ? new Uint8Array() : concat(Uint8Array.of(elements.length), elements);
  if (!isSameOctets(ours.subarray(0, header.length), header)) return false;
  const text = ours.subarray(header.length);
  if (typeof theirs.message !== 'string') return isSameOctets(text, theirs.message);
  return theirs.message === (fields['data_coding'] === UCS2 ? new TextDecoder('utf-16be').decode(text) : latin1(text));
}

/** Text of an alphabet that agrees with ASCII only in part, with more in it than that. */
function isForeignText({ fields }: Pdu, theirs: unknown): boolean {
  if (typeof theirs !== 'object' || theirs === null || !('message' in theirs)) return false;
  return typeof theirs.message === 'string' && fields['data_coding'] !== UCS2 && !ASCII_OF_GSM.test(theirs.message);
}

function isOctets(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function isSameOctets(ours: Uint8Array, theirs: unknown): boolean {
  return isOctets(theirs) && toHex(theirs) === toHex(ours);
}
