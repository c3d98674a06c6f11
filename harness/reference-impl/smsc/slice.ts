import type { Alphabet } from '../../wire/sm/data-coding.ts';
import { ESCAPE } from '../../wire/sm/gsm7.ts';

const UCS2_UNIT_OCTETS = 2;

/** Fills each piece to capacity (octets, or septets that stand one an octet), less where an escape pair, a unit or a surrogate pair would be separated (sms.md 3, rules 5-7). */
export function sliceGreedily(payload: Uint8Array, capacity: number, alphabet: Alphabet): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < payload.length;) {
    const end = Math.min(payload.length, at + wholeUnits(payload, at, capacity, alphabet));
    pieces.push(payload.subarray(at, end));
    at = end;
  }
  return pieces;
}

/** Octets of the piece that begins at `at`: at least 1, at most `capacity`. */
function wholeUnits(payload: Uint8Array, at: number, capacity: number, alphabet: Alphabet): number {
  if (at + capacity >= payload.length || alphabet === '8bit') return capacity;
  if (alphabet === 'gsm7') return withoutLoneEscape(payload, at, capacity);
  const even = capacity - (capacity % UCS2_UNIT_OCTETS);
  const lastHigh = payload[at + even - UCS2_UNIT_OCTETS] ?? 0;
  return lastHigh >= 0xd8 && lastHigh <= 0xdb ? even - UCS2_UNIT_OCTETS : even;
}

/** Less by the escapes that would stand at the end: what they announce follows them. A piece of escapes only is cut anywhere. */
function withoutLoneEscape(payload: Uint8Array, at: number, capacity: number): number {
  let size = capacity;
  while (size > 0 && payload[at + size - 1] === ESCAPE) size -= 1;
  return size === 0 ? capacity : size;
}
