import { exhaustive } from '../core/assert.ts';
import { TIME_OCTETS, type Field, type FieldValue } from './kinds.ts';
import { latin1, type Problem } from './octets.ts';

/** Octets being read: from `at`, never beyond `end`. Problems are collected, not thrown. */
export type Reader = { readonly octets: Uint8Array; at: number; readonly end: number; readonly problems: Problem[] };

/** Values by field name, as they are read. */
export type Values = Record<string, FieldValue>;

/** A big-endian integer of `size` octets; octets beyond the end count as 0. */
export function readUint(octets: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = 0; i < size; i += 1) value = value * 256 + (octets[at + i] ?? 0);
  return value;
}

/**
 * Reads fields in order into `into`. False when the octets end or contradict themselves: the field with the
 * problem and those behind it are then missing. An over-long C-Octet String is a problem too, but is read.
 */
export function decode(fields: readonly Field[], reader: Reader, into: Values): boolean {
  for (const field of fields) if (!decodeField(field, reader, into)) return false;
  return true;
}

/** The rows of a group's octets; as many as are whole. */
export function decodeRows(row: readonly Field[], octets: Uint8Array): readonly Readonly<Values>[] {
  const reader: Reader = { octets, at: 0, end: octets.length, problems: [] };
  const rows: Values[] = [];
  while (reader.at < reader.end) {
    const values: Values = {};
    if (!decode(row, reader, values)) break;
    rows.push(values);
  }
  return rows;
}

function decodeField(field: Field, reader: Reader, into: Values): boolean {
  const name = field[0];
  const kind = field[1];
  const start = reader.at;
  const left = reader.end - start;
  switch (kind.type) {
    case 'uint':
      if (left < kind.octets) return stop(reader, name, `${kind.octets} octets due, ${left} left`);
      into[name] = readUint(reader.octets, start, kind.octets);
      reader.at += kind.octets;
      return true;
    case 'cOctets':
    case 'time': {
      const text = takeString(reader, name, kind.type === 'time' ? TIME_OCTETS : kind.maxOctets);
      if (text === null) return false;
      into[name] = text;
      return true;
    }
    case 'octets': {
      const length = Number(into[kind.length] ?? 0);
      if (left < length) return stop(reader, name, `${kind.length} says ${length} octets, ${left} left`);
      into[name] = take(reader, length);
      return true;
    }
    case 'rest':
      into[name] = take(reader, left);
      return true;
    case 'group': {
      const rows = Number(into[kind.count] ?? 0);
      for (let i = 0; i < rows; i += 1) {
        if (!decode(kind.row, reader, {})) return stop(reader, name, `${kind.count} says ${rows} rows, ${i} are whole`);
      }
      into[name] = reader.octets.subarray(start, reader.at);
      return true;
    }
    case 'choice': {
      const chosen = kind.of[Number(into[kind.by] ?? 0)];
      if (chosen === undefined) return stop(reader, name, `${kind.by} ${String(into[kind.by])} is not defined`);
      return decode(chosen, reader, into);
    }
    default:
      return exhaustive(kind);
  }
}

function takeString(reader: Reader, field: string, maxOctets: number): string | null {
  const { octets, at, end } = reader;
  const nul = octets.indexOf(0, at);
  if (nul < 0 || nul >= end) {
    stop(reader, field, at >= end ? 'missing: the octets end before it' : 'no NUL up to the end');
    return null;
  }
  if (nul - at >= maxOctets) reader.problems.push({ field, offset: at, what: `no NUL within ${maxOctets} octets` });
  reader.at = nul + 1;
  return latin1(octets.subarray(at, nul));
}

function take(reader: Reader, length: number): Uint8Array {
  const start = reader.at;
  reader.at += length;
  return reader.octets.subarray(start, reader.at);
}

function stop(reader: Reader, field: string, what: string): false {
  reader.problems.push({ field, offset: reader.at, what });
  return false;
}
