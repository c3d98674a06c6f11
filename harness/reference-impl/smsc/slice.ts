import type { Alphabet } from '../../wire/sm/data-coding.ts';

const ESCAPE = 0x1b;
const UCS2_UNIT_OCTETS = 2;

/** Fills each piece to capacity, less where an escape pair, a unit or a surrogate pair would be separated (sms.md 3, rules 5-7). */
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
  if (alphabet === 'gsm7') return payload[at + capacity - 1] === ESCAPE ? capacity - 1 : capacity;
  const even = capacity - (capacity % UCS2_UNIT_OCTETS);
  const lastHigh = payload[at + even - UCS2_UNIT_OCTETS] ?? 0;
  return lastHigh >= 0xd8 && lastHigh <= 0xdb ? even - UCS2_UNIT_OCTETS : even;
}
