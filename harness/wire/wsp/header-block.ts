import { exhaustive } from '../../core/assert.ts';
import type { Problem } from '../octets.ts';
import { concat, toHex } from '../octets.ts';
import { codeOf, urnOf } from './applications.table.ts';
import type { HeaderCoding } from './headers.table.ts';
import { cacheDirectives, contentEncodings, headers as table } from './headers.table.ts';
import { formatHttpDate, parseHttpDate } from './http-date.ts';
import type { Reading } from './uintvar.ts';
import type { Value } from './values.ts';
import {
  integerOf,
  readText,
  readValue,
  textOf,
  writeData,
  writeInteger,
  writeLongInteger,
  writeText,
} from './values.ts';

/** `name` in lower case, well-known ones by their HTTP name; `octets` are the header's own, name and value. */
export type PushHeader = { readonly name: string; readonly value: string; readonly octets: Uint8Array };

const SHIFT = 0x7f;
const LAST_SHORT_SHIFT = 0x1f;
const DEFAULT_PAGE = 1;
const QUOTATION_MARK = 0x22;

const rowByNumber = new Map(table.map(([number, name, coding]) => [number, { name, coding }]));
// the first number of a name, so from the last row to the first
const rowByName = new Map([...table].reverse().map(([number, name, coding]) => [name, { number, coding }]));

/**
 * Reads the headers from `at` to `end` (WSP 8.4.1). Headers of other code pages are skipped. Reading ends at the first
 * that cannot be delimited.
 */
export function readHeaders(
  octets: Uint8Array,
  at: number,
  end: number,
): { readonly headers: readonly PushHeader[]; readonly problem: Problem | null } {
  const headers: PushHeader[] = [];
  let page = DEFAULT_PAGE;
  while (at < end) {
    const first = octets[at] ?? 0;
    if (first === SHIFT || (first >= 1 && first <= LAST_SHORT_SHIFT)) {
      page = first === SHIFT ? (octets[at + 1] ?? 0) : first;
      at += first === SHIFT ? 2 : 1;
      if (at > end) return { headers, problem: { field: 'headers', offset: at - 2, what: 'shift to no code page' } };
      continue;
    }
    const header = readHeader(octets, at, end);
    if ('problem' in header) return { headers, problem: { field: 'headers', offset: at, what: header.problem } };
    if (page === DEFAULT_PAGE) headers.push({ ...header.value, octets: octets.slice(at, header.next) });
    at = header.next;
  }
  return { headers, problem: null };
}

function readHeader(
  octets: Uint8Array,
  at: number,
  end: number,
): Reading<{ readonly name: string; readonly value: string }> {
  const first = octets[at] ?? 0;
  if (first === 0) return { problem: 'header without name' };
  if (first >= 0x80) {
    const number = first & 0x7f;
    const { name, coding } = rowByNumber.get(number) ?? { name: `0x${toHex(Uint8Array.of(number))}`, coding: 'other' };
    const value = readValue(octets, at + 1, end);
    if ('problem' in value) return { problem: `${name}: ${value.problem}` };
    return { value: { name, value: showAs(coding, value.value) }, next: value.next };
  }
  const name = readText(octets, at, end);
  if ('problem' in name) return { problem: `header name: ${name.problem}` };
  const value = readValue(octets, name.next, end);
  if ('problem' in value) return { problem: `${textOf(name.value).slice(0, 40)}: ${value.problem}` };
  return { value: { name: textOf(name.value).toLowerCase(), value: showPlainly(value.value) }, next: value.next };
}

function showAs(coding: HeaderCoding, value: Value): string {
  const integer = integerOf(value);
  switch (coding) {
    case 'text':
    case 'other':
      return showPlainly(value);
    case 'quoted':
      return showPlainly(value).replace(/^"/, '');
    case 'integer':
    case 'flags':
      return integer === null ? showPlainly(value) : String(integer);
    case 'date':
      return integer === null ? showPlainly(value) : formatHttpDate(integer);
    case 'application':
      return integer === null ? showPlainly(value) : urnOf(integer);
    case 'version':
      // major in 3 bits, minor in 4; minor 15 = there is none
      if (value.kind !== 'short') return showPlainly(value);
      return (value.number & 0x0f) === 0x0f ? String(value.number >> 4) : `${value.number >> 4}.${value.number & 0x0f}`;
    case 'cacheControl':
      return showCacheControl(value);
    case 'contentEncoding':
      return (
        contentEncodings.find(([number]) => value.kind === 'short' && number === value.number)?.[1] ??
        showPlainly(value)
      );
    default:
      return exhaustive(coding);
  }
}

function showCacheControl(value: Value): string {
  const directive = (number: number): string | undefined => cacheDirectives.find(([is]) => is === number)?.[1];
  if (value.kind === 'short') return directive(value.number) ?? showPlainly(value);
  if (value.kind === 'text') return showPlainly(value);
  const name = directive((value.octets[0] ?? 0) & 0x7f);
  const seconds = readValue(value.octets, 1, value.octets.length);
  const number = 'problem' in seconds ? null : integerOf(seconds.value);
  return name === undefined || number === null ? showPlainly(value) : `${name}=${number}`;
}

function showPlainly(value: Value): string {
  switch (value.kind) {
    case 'short':
      return String(value.number);
    case 'text':
      return textOf(value.octets);
    case 'data':
      return value.octets.length === 0 ? '' : `0x${toHex(value.octets)}`;
    default:
      return exhaustive(value);
  }
}

/** Writes one header in its shortest form; a name that is no token gives nothing. */
export function writeHeader(name: string, value: string): Uint8Array {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return new Uint8Array(0);
  const row = rowByName.get(name.toLowerCase());
  const coded = row === undefined ? null : writeAs(row.coding, value);
  if (row === undefined || coded === null) return concat(writeText(name), writeText(value));
  return concat(...coded.map((one) => concat(Uint8Array.of(0x80 | row.number), one)));
}

/** The values it takes, one header each; `null` = only text would do, and this header has no such form. */
function writeAs(coding: HeaderCoding, value: string): readonly Uint8Array[] | null {
  switch (coding) {
    case 'text':
      return [writeText(value)];
    case 'quoted':
      return [concat(Uint8Array.of(QUOTATION_MARK), writeText(value.replace(/^"|"$/g, '')))];
    case 'integer':
      return /^\d{1,10}$/.test(value) ? [writeInteger(Number(value))] : null;
    case 'flags':
      return /^\d{1,3}$/.test(value) && Number(value) < 0x80 ? [writeInteger(Number(value))] : null;
    case 'date': {
      const seconds = parseHttpDate(value);
      return seconds === null ? null : [writeLongInteger(seconds)];
    }
    case 'application': {
      const code = codeOf(value);
      return [code === undefined ? writeText(value) : writeInteger(code)];
    }
    case 'version': {
      const [, major = '', minor = '15'] = /^([1-7])(?:\.(\d|1[0-4]))?$/.exec(value) ?? [];
      return major === '' ? [writeText(value)] : [writeInteger((Number(major) << 4) | Number(minor))];
    }
    case 'cacheControl':
      return value.split(',').map((directive) => writeCacheDirective(directive.trim()));
    case 'contentEncoding': {
      const row = contentEncodings.find(([, name]) => name === value.toLowerCase());
      return [row === undefined ? writeText(value) : writeInteger(row[0])];
    }
    case 'other':
      return null;
    default:
      return exhaustive(coding);
  }
}

function writeCacheDirective(directive: string): Uint8Array {
  const [name = '', argument] = directive.toLowerCase().split('=');
  const row = cacheDirectives.find(([, is]) => is === name);
  if (row === undefined) return writeText(directive);
  const [number, , takesSeconds] = row;
  if (argument === undefined) return writeInteger(number);
  if (!takesSeconds || !/^\d{1,10}$/.test(argument)) return writeText(directive);
  return writeData(concat(writeInteger(number), writeInteger(Number(argument))));
}
