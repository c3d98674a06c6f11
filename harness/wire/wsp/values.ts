import { concat } from '../octets.ts';
import type { Reading } from './uintvar.ts';
import { readUintvar, writeUintvar } from './uintvar.ts';

/** A header value by the form of its first octet (WSP 8.4.1.2); `octets` of a text are without Quote and terminator. */
export type Value =
  | { readonly kind: 'short'; readonly number: number }
  | { readonly kind: 'text'; readonly octets: Uint8Array }
  | { readonly kind: 'data'; readonly octets: Uint8Array; readonly offset: number };

const LENGTH_QUOTE = 31;
const QUOTE = 0x7f;
/** Octets of a Long-integer that is read as a number. */
const MAX_INTEGER_OCTETS = 6;

/** Reads the value that begins at `at` and lies before `end`. */
export function readValue(octets: Uint8Array, at: number, end: number): Reading<Value> {
  const first = at < end ? octets[at] : undefined;
  if (first === undefined) return { problem: 'value is missing' };
  if (first >= 0x80) return { value: { kind: 'short', number: first & 0x7f }, next: at + 1 };
  if (first > LENGTH_QUOTE) {
    const text = readText(octets, at, end);
    return 'problem' in text ? text : { value: { kind: 'text', octets: text.value }, next: text.next };
  }
  const length = first === LENGTH_QUOTE ? readUintvar(octets, at + 1, end) : { value: first, next: at + 1 };
  if ('problem' in length) return length;
  const next = length.next + length.value;
  if (next > end) return { problem: `value of ${length.value} octets runs past the end` };
  return { value: { kind: 'data', octets: octets.subarray(length.next, next), offset: length.next }, next };
}

/** Reads a Text-string: its octets without Quote and terminator. */
export function readText(octets: Uint8Array, at: number, end: number): Reading<Uint8Array> {
  const nul = octets.subarray(0, end).indexOf(0, at);
  if (nul === -1) return { problem: 'text without terminator' };
  return { value: octets.subarray(octets[at] === QUOTE ? at + 1 : at, nul), next: nul + 1 };
}

/** An Integer-value as a number; `null` for what is none, or too large. */
export function integerOf(value: Value): number | null {
  if (value.kind === 'short') return value.number;
  if (value.kind === 'text' || value.octets.length === 0 || value.octets.length > MAX_INTEGER_OCTETS) return null;
  return value.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** Text as it was meant; what is not UTF-8 becomes U+FFFD. */
export function textOf(octets: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
}

/** A Text-string; control characters, which it cannot have, become spaces. */
export function writeText(text: string): Uint8Array {
  const octets = new TextEncoder().encode(text).map((octet) => (octet < 0x20 || octet === 0x7f ? 0x20 : octet));
  const quote = (octets[0] ?? 0) >= 0x80 ? [QUOTE] : [];
  return concat(Uint8Array.from(quote), octets, Uint8Array.of(0));
}

/** A Short-integer below 128, else the shortest Long-integer. */
export function writeInteger(number: number): Uint8Array {
  return number < 0x80 ? Uint8Array.of(0x80 | number) : writeLongInteger(number);
}

/** The shortest Long-integer. */
export function writeLongInteger(number: number): Uint8Array {
  const octets = [number % 256];
  for (let left = Math.floor(number / 256); left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return Uint8Array.of(octets.length, ...octets);
}

/** Value-length and the octets it counts. */
export function writeData(octets: Uint8Array): Uint8Array {
  const length =
    octets.length < LENGTH_QUOTE
      ? Uint8Array.of(octets.length)
      : concat(Uint8Array.of(LENGTH_QUOTE), writeUintvar(octets.length));
  return concat(length, octets);
}
