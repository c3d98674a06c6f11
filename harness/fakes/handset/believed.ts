import type { Concatenation, Udh } from '../../wire/sm/udh.ts';

/** The last concatenation element whose numbering passes for valid here. */
export function believed(udh: Udh, passes: (numbering: Concatenation) => boolean): Concatenation | null {
  if (udh.problems.length > 0) return null;
  let last: Concatenation | null = null;
  for (const { iei, octets } of udh.ies) {
    const bits = iei === 0x00 && octets.length === 3 ? 8 : iei === 0x08 && octets.length === 4 ? 16 : null;
    if (bits === null) continue;
    const reference = bits === 8 ? (octets[0] ?? 0) : (octets[0] ?? 0) * 256 + (octets[1] ?? 0);
    const numbering: Concatenation = { bits, reference, total: octets.at(-2) ?? 0, index: octets.at(-1) ?? 0 };
    if (passes(numbering)) last = numbering;
  }
  return last;
}
