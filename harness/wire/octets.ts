/** A defect in octets from outside: data, never an exception. `offset` is in octets from the message's start. */
export type Problem = { readonly field: string; readonly offset: number; readonly what: string };

/** `0A 1B` → octets; spaces and line breaks are free. Throws on anything else: for literals of our own. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) throw new RangeError(`not hex: ${text.slice(0, 40)}`);
  const octets = new Uint8Array(digits.length / 2);
  for (let i = 0; i < octets.length; i += 1) octets[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return octets;
}

/** Octets → lower-case hex without spaces. */
export function toHex(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += HEX[octet] ?? '';
  return text;
}

/** Octets → lower-case hex with a space between two octets. */
export function toSpacedHex(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += (text === '' ? '' : ' ') + (HEX[octet] ?? '');
  return text;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** All parts in one array. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether both hold the same octets. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** One character per octet; for ASCII fields and for octets that are shown. */
export function latin1(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += CHARACTERS_PER_CALL)
    // Not spread: that walks an iterator, five times as slow.
    text += Reflect.apply(String.fromCharCode, null, octets.subarray(at, at + CHARACTERS_PER_CALL)) as string;
  return text;
}

/** Arguments that every engine takes in one call. */
const CHARACTERS_PER_CALL = 4_096;

/** The octets of a string whose characters are all below U+0100. */
export function fromLatin1(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) octets[at] = text.charCodeAt(at) & 0xff;
  return octets;
}
