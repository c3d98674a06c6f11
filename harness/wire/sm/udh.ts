import type { Problem } from '../octets.ts';

/** An information element; `offset` is that of its IEI in the user data. */
export type Ie = { readonly iei: number; readonly octets: Uint8Array; readonly offset: number };

/** A user data header. With problems the whole of it is to be ignored (23.040, 9.2.3.24). */
export type Udh = {
  /** UDHL + 1, at most the user data's own size. */
  readonly sizeOctets: number;
  /** In their order, unknown ones included. */
  readonly ies: readonly Ie[];
  readonly problems: readonly Problem[];
};

/** That a short message is one of several. */
export type Concatenation = {
  readonly bits: 8 | 16;
  readonly reference: number;
  readonly total: number;
  readonly index: number;
};

/** 23.040, 9.2.3.24. */
const IEI = { concat8: 0x00, ports8: 0x04, ports16: 0x05, concat16: 0x08 } as const;

/** IEI and IEDL of one IE without data. */
const SMALLEST_UDHL = 2;

/** Reads the header of a TP-UD, from UDHL on. */
export function decodeUdh(octets: Uint8Array): Udh {
  const problems: Problem[] = [];
  const ies: Ie[] = [];
  const udhl = octets[0] ?? 0;
  const end = udhl + 1;
  if (octets.length === 0) problems.push({ field: 'UDHL', offset: 0, what: 'missing: there is no user data' });
  else if (udhl < SMALLEST_UDHL) problems.push({ field: 'UDHL', offset: 0, what: `${udhl} has no room for an IE` });
  else if (end > octets.length) {
    problems.push({ field: 'UDHL', offset: 0, what: `${udhl} runs past the user data of ${octets.length} octets` });
  } else {
    for (let at = 1; at < end;) {
      const start = at + 2;
      const iedl = octets[at + 1] ?? 0;
      if (start > end || start + iedl > end) {
        problems.push({ field: 'IE', offset: at, what: `runs past the header, ${end - at} octets left` });
        break;
      }
      ies.push({ iei: octets[at] ?? 0, octets: octets.subarray(start, start + iedl), offset: at });
      at = start + iedl;
    }
  }
  return { sizeOctets: Math.min(end, octets.length), ies, problems };
}

/** A header of these IEs, UDHL included. */
export function encodeUdh(ies: readonly { iei: number; octets: Uint8Array }[]): Uint8Array {
  const udhl = ies.reduce((sum, ie) => sum + 2 + ie.octets.length, 0);
  if (udhl > 0xff) throw new RangeError(`a UDH of ${udhl} octets`);
  const octets = new Uint8Array(udhl + 1);
  octets[0] = udhl;
  let at = 1;
  for (const ie of ies) {
    octets[at] = ie.iei;
    octets[at + 1] = ie.octets.length;
    octets.set(ie.octets, at + 2);
    at += 2 + ie.octets.length;
  }
  return octets;
}

/**
 * The last concatenation IE that is valid. One with a wrong IEDL, total 0, index 0 or index above total is
 * ignored (23.040, 9.2.3.24.1): the short message is then not concatenated.
 */
export function concatenation(udh: Udh): Concatenation | null {
  if (udh.problems.length > 0) return null;
  return udh.ies.reduce<Concatenation | null>((last, ie) => concatenationIn(ie) ?? last, null);
}

function concatenationIn({ iei, octets }: Ie): Concatenation | null {
  const bits = iei === IEI.concat8 && octets.length === 3 ? 8 : iei === IEI.concat16 && octets.length === 4 ? 16 : null;
  if (bits === null) return null;
  const [total, index] = [octets.at(-2) ?? 0, octets.at(-1) ?? 0];
  if (index === 0 || index > total) return null;
  return { bits, reference: bits === 8 ? (octets[0] ?? 0) : uint16(octets, 0), total, index };
}

/** The last port addressing IE of the right IEDL. */
export function ports(udh: Udh): { readonly destination: number; readonly source: number } | null {
  if (udh.problems.length > 0) return null;
  let last = null;
  for (const { iei, octets } of udh.ies) {
    if (iei === IEI.ports16 && octets.length === 4)
      last = { destination: uint16(octets, 0), source: uint16(octets, 2) };
    if (iei === IEI.ports8 && octets.length === 2) last = { destination: octets[0] ?? 0, source: octets[1] ?? 0 };
  }
  return last;
}

function uint16(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
}

/** Application port addressing with 16 bits; the destination stands first. */
export function portsIe(destination: number, source: number): { iei: number; octets: Uint8Array } {
  return { iei: IEI.ports16, octets: Uint8Array.of(destination >> 8, destination, source >> 8, source) };
}

/** Concatenation with an 8-bit reference. */
export function concat8Ie(reference: number, total: number, index: number): { iei: number; octets: Uint8Array } {
  return { iei: IEI.concat8, octets: Uint8Array.of(reference, total, index) };
}

/** Concatenation with a 16-bit reference. */
export function concat16Ie(reference: number, total: number, index: number): { iei: number; octets: Uint8Array } {
  return { iei: IEI.concat16, octets: Uint8Array.of(reference >> 8, reference, total, index) };
}
