import type { Alphabet } from '../wire/sm/data-coding.ts';
import { fromSeptets, packSeptets } from '../wire/sm/gsm7.ts';
import { equal, fromLatin1 } from '../wire/octets.ts';

/** Whether an inbox shows a text: its own octets or septets, or the text in UTF-8, UTF-16 or Latin 1. No standard says which. */
export function showsText(shown: Uint8Array, carried: Uint8Array, alphabet: Alphabet): boolean {
  return renderings(carried, alphabet).some((octets) => equal(octets, shown));
}

function renderings(carried: Uint8Array, alphabet: Alphabet): readonly Uint8Array[] {
  const text = alphabet === 'gsm7' ? fromSeptets(carried) : fromUcs2(carried);
  const isLatin1 = Array.from(text).every((character) => (character.codePointAt(0) ?? 0) < 0x100);
  return [
    carried,
    ...(alphabet === 'gsm7' ? [packSeptets(carried, 0)] : []),
    new TextEncoder().encode(text),
    toUcs2(text, 'big'),
    toUcs2(text, 'little'),
    ...(isLatin1 ? [fromLatin1(text)] : []),
  ];
}

function fromUcs2(octets: Uint8Array): string {
  const units: number[] = [];
  for (let at = 0; at + 1 < octets.length; at += 2) units.push((octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0));
  return String.fromCharCode(...units);
}

function toUcs2(text: string, order: 'big' | 'little'): Uint8Array {
  const octets = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    octets.set(order === 'big' ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8], 2 * at);
  }
  return octets;
}
