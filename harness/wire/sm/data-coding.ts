/** What user data is made of. */
export type Alphabet = 'gsm7' | '8bit' | 'ucs2';

/** Octets of a TP-UD, its header included (23.040, 9.2.3.16). */
export const MAX_UD_OCTETS = 140;

/** Septets of a TP-UD without header. */
export const MAX_UD_SEPTETS = 160;

/** Segments of one message: the total has one octet (23.040, 9.2.3.24.1). */
export const MAX_SEGMENTS = 255;

/**
 * The alphabet of an SMPP data_coding (3.4, 5.2.19), which from 0x10 on is also a TP-DCS (23.038, 4). Character
 * sets that only SMPP knows (Latin 1, JIS, …) travel as 8-bit data; reserved values count as GSM 7-bit.
 */
export function alphabetOf(dataCoding: number): Alphabet {
  if (dataCoding < 0x10) return smppAlphabets[dataCoding] ?? 'gsm7';
  if (dataCoding < 0x80) return dcsAlphabets[(dataCoding >> 2) & 0x03] ?? 'gsm7';
  if (dataCoding < 0xe0) return 'gsm7';
  if (dataCoding < 0xf0) return 'ucs2';
  return (dataCoding & 0x04) === 0 ? 'gsm7' : '8bit';
}

/** The alphabet of a TP-DCS (23.038, 4): in the general groups bits 3 and 2 decide. */
export function alphabetOfDcs(dcs: number): Alphabet {
  return dcs < 0x80 ? (dcsAlphabets[(dcs >> 2) & 0x03] ?? 'gsm7') : alphabetOf(dcs);
}

/** 0 default, 1 IA5, 2 and 4 octets, 3 Latin 1, 5 JIS, 6 Cyrillic, 7 Hebrew, 8 UCS2, 9 pictograms, A, D, E Japanese and Korean. */
const smppAlphabets: Readonly<Record<number, Alphabet>> = {
  0x00: 'gsm7',
  0x01: 'gsm7',
  0x02: '8bit',
  0x03: '8bit',
  0x04: '8bit',
  0x05: '8bit',
  0x06: '8bit',
  0x07: '8bit',
  0x08: 'ucs2',
  0x09: '8bit',
  0x0a: '8bit',
  0x0d: '8bit',
  0x0e: '8bit',
};

/** Bits 3 and 2 of the general group; 11 is reserved. */
const dcsAlphabets: readonly Alphabet[] = ['gsm7', '8bit', 'ucs2', 'gsm7'];

/**
 * How much fits one short message beside a header of `headerOctets` (UDHL + 1, 0 without): octets, septets or
 * UCS2 code units (23.040, 9.2.3.24.1).
 */
export function capacity(alphabet: Alphabet, headerOctets: number): number {
  if (alphabet === '8bit') return MAX_UD_OCTETS - headerOctets;
  if (alphabet === 'ucs2') return Math.floor((MAX_UD_OCTETS - headerOctets) / 2);
  return MAX_UD_SEPTETS - Math.ceil((8 * headerOctets) / 7);
}
