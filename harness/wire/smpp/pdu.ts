import { decode, readUint, type Reader, type Values } from '../decode.ts';
import { encode, makeWriter, written, type Writer } from '../encode.ts';
import { rest, uint as integer, type Field, type FieldValue, type Kind } from '../kinds.ts';
import type { Problem } from '../octets.ts';
import { COMMANDS, commandsById, commandsByName } from './commands.table.ts';
import { HEADER_OCTETS } from './framer.ts';
import { tlvsByName, tlvsByTag, type TlvRow } from './tlvs.table.ts';

export type { FieldValue } from '../kinds.ts';

/** An optional parameter. `octets` are those of its value, `offset` is that of its tag in the PDU. */
export type Tlv = {
  readonly tag: number;
  /** Null when no table knows the tag. */
  readonly name: string | null;
  readonly octets: Uint8Array;
  /** By the tag's kind; the octets when the tag is unknown or its length wrong. */
  readonly value: FieldValue;
  readonly offset: number;
};

/** A PDU as our tables read it. */
export type Pdu = {
  /** `submit_sm`, …; `unknown` when no table knows the command_id. */
  readonly command: string;
  readonly command_length: number;
  readonly command_id: number;
  readonly command_status: number;
  readonly sequence_number: number;
  /** Mandatory fields by the spec's name, as far as they could be read. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly hasBody: boolean;
  /** In the order of the PDU, unknown and repeated ones included. */
  readonly tlvs: readonly Tlv[];
  readonly problems: readonly Problem[];
};

/** TLVs read of one PDU (fact sheet, 12). */
export const MAX_TLVS = 64;

const TLV_HEADER_OCTETS = 4;
const RESPONSE_BIT = 0x80000000;

/**
 * Reads one PDU; never throws. A problem's `field` is `header`, `command_length`, a mandatory field, `surplus`
 * (octets after a PDU without TLVs), `tlvs` (their stream: overrun, stray octets, too many) or a TLV's name
 * (its length or terminator). An unknown command_id, TLV or status is no problem but a fact.
 */
export function decodePdu(octets: Uint8Array): Pdu {
  const problems: Problem[] = [];
  const command_length = readUint(octets, 0, 4);
  const command_id = readUint(octets, 4, 4);
  const command_status = readUint(octets, 8, 4);
  if (octets.length < HEADER_OCTETS) {
    problems.push({ field: 'header', offset: 0, what: `${HEADER_OCTETS} octets due, ${octets.length} left` });
  } else if (command_length !== octets.length) {
    problems.push({
      field: 'command_length',
      offset: 0,
      what: `says ${command_length}, there are ${octets.length} octets`,
    });
  }
  const end = command_length < HEADER_OCTETS ? octets.length : Math.min(command_length, octets.length);
  const reader: Reader = { octets, at: HEADER_OCTETS, end, problems };
  const fields: Values = {};
  const tlvs: Tlv[] = [];
  const hasBody = end > HEADER_OCTETS;
  const command = octets.length < HEADER_OCTETS ? undefined : commandsById.get(command_id);
  const mayLackBody = command_id >= RESPONSE_BIT && command_status !== 0;
  if (command !== undefined && (hasBody || !mayLackBody) && decode(command.fields, reader, fields)) {
    if (command.tlvs) decodeTlvs(reader, tlvs);
    else if (reader.at < end) {
      problems.push({ field: 'surplus', offset: reader.at, what: `${end - reader.at} octets after the last field` });
    }
  }
  return {
    command: command?.name ?? 'unknown',
    command_length,
    command_id,
    command_status,
    sequence_number: readUint(octets, 12, 4),
    fields,
    hasBody,
    tlvs,
    problems,
  };
}

function decodeTlvs(reader: Reader, into: Tlv[]): void {
  while (reader.at < reader.end) {
    const offset = reader.at;
    const left = reader.end - offset - TLV_HEADER_OCTETS;
    const length = readUint(reader.octets, offset + 2, 2);
    const what =
      left < 0
        ? `${reader.end - offset} stray octets after the last TLV`
        : length > left
          ? `length ${length} runs past the end, ${left} octets left`
          : into.length === MAX_TLVS
            ? `more than ${MAX_TLVS} TLVs`
            : null;
    if (what !== null) {
      reader.problems.push({ field: 'tlvs', offset, what });
      return;
    }
    into.push(decodeTlv(reader, length));
  }
}

function decodeTlv(reader: Reader, length: number): Tlv {
  const offset = reader.at;
  const start = offset + TLV_HEADER_OCTETS;
  reader.at = start + length;
  const octets = reader.octets.subarray(start, reader.at);
  const tag = readUint(reader.octets, offset, 2);
  const row = tlvsByTag.get(tag);
  if (row === undefined) return { tag, name: null, octets, value: octets, offset };
  const { name, kind } = row;
  const { value, what } = isAllowed(row, length)
    ? tlvValue(kind, octets)
    : { value: octets, what: `length ${length} is not one of this TLV` };
  if (what !== null) reader.problems.push({ field: name, offset, what });
  return { tag, name, octets, value, offset };
}

function tlvValue(kind: Kind, octets: Uint8Array): { readonly value: FieldValue; readonly what: string | null } {
  if (kind.type === 'rest') return { value: octets, what: null };
  const reader: Reader = { octets, at: 0, end: octets.length, problems: [] };
  const fields: Values = {};
  decode([['value', kind]], reader, fields);
  const surplus = reader.at < octets.length ? `${octets.length - reader.at} octets after the NUL` : null;
  return { value: fields['value'] ?? octets, what: reader.problems[0]?.what ?? surplus };
}

function isAllowed(row: TlvRow, length: number): boolean {
  for (const [least, most] of row.lengths) if (length >= least && length <= most) return true;
  return false;
}

/** What to encode. Missing fields are 0, '' or empty. Octets given for any field or TLV are written as they are. */
export type PduInput = {
  readonly command: string;
  readonly command_status?: number;
  readonly sequence_number: number;
  /** `command_length`, `sm_length` and group counts are computed unless they are given. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly tlvs?: readonly (readonly [name: string | number, value: FieldValue])[];
  /** A response without body, whatever fields and TLVs are given. */
  readonly headerOnly?: boolean;
};

const fieldNames: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  COMMANDS.map(({ name, fields }) => [name, new Set(['command_length', ...fields.map((field) => field[0])])]),
);

/** SMPP 3.4, 3.2. */
const header: readonly Field[] = [
  ['command_length', integer(4)],
  ['command_id', integer(4)],
  ['command_status', integer(4)],
  ['sequence_number', integer(4)],
];

/** SMPP 3.4, 3.2.4.1. */
const tlvHeader: readonly Field[] = [
  ['tag', integer(2)],
  ['length', integer(2)],
];

/** The octets of a PDU. Throws `RangeError` on an unknown command, field or TLV and on what no octets can hold. */
export function encodePdu(pdu: PduInput): Uint8Array {
  const command = commandsByName.get(pdu.command);
  if (command === undefined) throw new RangeError(`no SMPP command '${pdu.command}'`);
  const fields = pdu.fields ?? {};
  for (const name of Object.keys(fields)) {
    if (fieldNames.get(command.name)?.has(name) !== true)
      throw new RangeError(`${command.name} has no field '${name}'`);
  }
  const { command_length = 0 } = fields;
  const { command_status = 0, sequence_number } = pdu;
  const writer = makeWriter();
  encode(header, { command_length, command_id: command.id, command_status, sequence_number }, writer);
  if (pdu.headerOnly !== true) {
    encode(command.fields, fields, writer);
    for (const [name, value] of pdu.tlvs ?? []) encodeTlv(name, value, writer);
  }
  const octets = written(writer);
  if (fields['command_length'] === undefined) new DataView(octets.buffer).setUint32(0, octets.length);
  return octets;
}

function encodeTlv(name: string | number, value: FieldValue, writer: Writer): void {
  const row = typeof name === 'number' ? tlvsByTag.get(name) : tlvsByName.get(name);
  const tag = row?.tag ?? name;
  if (typeof tag === 'string') throw new RangeError(`no TLV '${tag}'`);
  encode(tlvHeader, { tag, length: 0 }, writer);
  const start = writer.at;
  const field = String(name);
  encode([[field, row?.kind ?? rest]], { [field]: value }, writer);
  const length = writer.at - start;
  if (length > 0xffff) throw new RangeError(`${name}: ${length} octets do not fit a TLV`);
  writer.octets[start - 2] = length >> 8;
  writer.octets[start - 1] = length & 0xff;
}

/** Whether bit 31 of command_id is set. */
export function isResponse(pdu: Pdu): boolean {
  return pdu.command_id >= RESPONSE_BIT;
}

/** A mandatory C-Octet String; '' when it is absent. */
export function text(pdu: Pdu, field: string): string {
  const value = pdu.fields[field];
  return typeof value === 'string' ? value : '';
}

/** A mandatory integer; 0 when it is absent. */
export function uint(pdu: Pdu, field: string): number {
  const value = pdu.fields[field];
  return typeof value === 'number' ? value : 0;
}

/** The first TLV of that name. */
export function tlv(pdu: Pdu, name: string): Tlv | undefined {
  return pdu.tlvs.find((candidate) => candidate.name === name);
}

/** The integer in the first TLV of that name; undefined when it is absent or of a wrong length. */
export function tlvUint(pdu: Pdu, name: string): number | undefined {
  const value = tlv(pdu, name)?.value;
  return typeof value === 'number' ? value : undefined;
}
