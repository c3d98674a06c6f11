import { exhaustive } from '../core/assert.ts';
import { decodeRows } from './decode.ts';
import type { Field, FieldValue } from './kinds.ts';

/** Octets being written: `octets` grows, the first `at` of them count. */
export type Writer = { octets: Uint8Array; at: number };

/** Large enough for most messages, so that writing seldom grows. */
const INITIAL_OCTETS = 256;

/** An empty writer. */
export function makeWriter(): Writer {
  return { octets: new Uint8Array(INITIAL_OCTETS), at: 0 };
}

/** What has been written, in an array of its own. */
export function written(writer: Writer): Uint8Array {
  return writer.octets.slice(0, writer.at);
}

/**
 * Writes fields in order. A missing value is 0, '' or empty; a length or count that is not given is that of
 * what it counts. Octets given for a field of any kind are written as they are, so that broken fields can be
 * made. Throws `RangeError` on a value that the field's kind cannot hold.
 */
export function encode(fields: readonly Field[], values: Readonly<Record<string, FieldValue>>, writer: Writer): void {
  let countAt = 0;
  for (const field of fields) {
    const start = writer.at;
    const kind = field[1];
    encodeField(field, values, writer);
    if (kind.type === 'octets' && values[kind.length] === undefined) {
      setCount(writer, countAt, writer.at - start);
    } else if (kind.type === 'group' && values[kind.count] === undefined) {
      setCount(writer, countAt, decodeRows(kind.row, writer.octets.subarray(start, writer.at)).length);
    }
    countAt = start;
  }
}

function encodeField(field: Field, values: Readonly<Record<string, FieldValue>>, writer: Writer): void {
  const name = field[0];
  const kind = field[1];
  const value = values[name];
  if (value instanceof Uint8Array) {
    const at = reserve(writer, value.length);
    writer.octets.set(value, at);
    return;
  }
  switch (kind.type) {
    case 'uint':
      writeUint(field, value ?? 0, writer);
      return;
    case 'cOctets':
    case 'time':
      writeString(field, value ?? '', writer);
      return;
    case 'octets':
    case 'rest':
    case 'group':
      if (value !== undefined) throw new RangeError(`${name}: octets are due, not ${value}`);
      return;
    case 'choice': {
      const chosen = kind.of[Number(values[kind.by] ?? 0)];
      if (chosen === undefined) throw new RangeError(`${name}: ${kind.by} chooses nothing`);
      encode(chosen, values, writer);
      return;
    }
    default:
      exhaustive(kind);
  }
}

function writeUint(field: Field, value: number | string, writer: Writer): void {
  const kind = field[1];
  const size = kind.type === 'uint' ? kind.octets : 0;
  if (typeof value === 'string' || !Number.isInteger(value) || value < 0 || value >= 256 ** size) {
    throw new RangeError(`${field[0]}: '${value}' is no integer of ${size} octets`);
  }
  const at = reserve(writer, size);
  for (let i = size - 1, left = value; i >= 0; i -= 1, left = Math.floor(left / 256))
    writer.octets[at + i] = left % 256;
}

function writeString(field: Field, text: number | string, writer: Writer): void {
  if (typeof text === 'number') throw new RangeError(`${field[0]}: a string is due, not ${text}`);
  const at = reserve(writer, text.length + 1);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0 || code > 0xff) throw new RangeError(`${field[0]}: '${text}' is no C-Octet String`);
    writer.octets[at + i] = code;
  }
  writer.octets[at + text.length] = 0;
}

/** In SMPP lengths and counts have one octet. */
function setCount(writer: Writer, at: number, value: number): void {
  if (value > 0xff) throw new RangeError(`${value} octets or rows, where one octet counts them`);
  writer.octets[at] = value;
}

function reserve(writer: Writer, size: number): number {
  const at = writer.at;
  writer.at += size;
  if (writer.at > writer.octets.length) {
    const larger = new Uint8Array(Math.max(writer.at, 2 * writer.octets.length));
    larger.set(writer.octets);
    writer.octets = larger;
  }
  return at;
}
