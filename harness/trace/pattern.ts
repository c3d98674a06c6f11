import { makeRng } from '../core/rng.ts';

/** Longest filler a ladder may ask for; above any SMPP PDU. */
export const MAX_PATTERN_OCTETS = 262_144;

const SEED = 0x70757368;

/**
 * The first octets of one fixed filler without period: any window of eight octets occurs once, so that a lost,
 * doubled or shifted piece shows. All octet values occur.
 */
export function pattern(sizeOctets: number): Uint8Array {
  const rng = makeRng(SEED);
  const octets = new Uint8Array(sizeOctets);
  for (let i = 0; i < sizeOctets; i += 1) octets[i] = rng.below(256);
  return octets;
}
