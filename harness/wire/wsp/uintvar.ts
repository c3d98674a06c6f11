/** What was read and where reading goes on, or why not. */
export type Reading<T> = { readonly value: T; readonly next: number } | { readonly problem: string };

/** WSP 8.1.2 and the mb_u_int32 of WBXML: 32 bits in at most 5 octets. */
const MAX_UINTVAR_OCTETS = 5;
const MAX_UINTVAR = 0xffff_ffff;

/** Reads a uintvar that begins at `at` and lies before `end`: 7 bits an octet, the most significant first. */
export function readUintvar(octets: Uint8Array, at: number, end: number): Reading<number> {
  let value = 0;
  for (let i = 0; i < MAX_UINTVAR_OCTETS; i += 1) {
    const octet = at + i < end ? octets[at + i] : undefined;
    if (octet === undefined) return { problem: 'uintvar runs past the end' };
    value = value * 128 + (octet & 0x7f);
    if (octet < 0x80)
      return value > MAX_UINTVAR ? { problem: 'uintvar of more than 32 bits' } : { value, next: at + i + 1 };
  }
  return { problem: `uintvar of more than ${MAX_UINTVAR_OCTETS} octets` };
}

/** The shortest uintvar of a number below 2^32. */
export function writeUintvar(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > MAX_UINTVAR) throw new RangeError(`no uintvar: ${value}`);
  const octets = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) octets.unshift(0x80 | (left % 128));
  return Uint8Array.from(octets);
}
