/** The default alphabet by septet (23.038, 6.2.1); ESC stands at 1B. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅå' +
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./' +
  '0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNO' +
  'PQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmno' +
  'pqrstuvwxyzäöñüà';

/** Announces a character of the extension table (23.038, 6.2.1.1). */
export const ESCAPE = 0x1b;

/** The extension table: the character, and the septet behind ESC. */
const EXTENSION: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
};

/** Text in the GSM 7-bit default alphabet, one septet an octet. Throws `RangeError` on a character that it does not have. */
export function toSeptets(text: string): Uint8Array {
  const septets: number[] = [];
  for (const character of text) {
    const extended = EXTENSION[character];
    const basic = BASIC.indexOf(character);
    if (extended !== undefined) septets.push(ESCAPE, extended);
    else if (basic !== -1) septets.push(basic);
    else throw new RangeError(`not in the GSM 7-bit alphabet: ${character}`);
  }
  return Uint8Array.from(septets);
}

/** The text of septets, one an octet; an extension that is not known is the character of the basic table (23.038, 6.2.1.1). */
export function fromSeptets(septets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < septets.length; at += 1) {
    const isEscape = septets[at] === ESCAPE && at + 1 < septets.length;
    if (isEscape) at += 1;
    const septet = (septets[at] ?? 0) & 0x7f;
    const extended = isEscape ? EXTENDED.get(septet) : undefined;
    text += extended ?? BASIC[septet] ?? '';
  }
  return text;
}

const EXTENDED = new Map(Object.entries(EXTENSION).map(([character, septet]) => [septet, character]));

export const SEPTET_BITS = 7;

/** Septets that a header and its fill bits take (23.040, 9.2.3.24). */
export function headerSeptets(headerOctets: number): number {
  return Math.ceil((headerOctets * 8) / SEPTET_BITS);
}

/** User data whose text stands one septet an octet, as they are on air: the header, fill bits, septets packed. */
export function packText(userData: Uint8Array, headerOctets: number): Uint8Array {
  const text = packSeptets(userData.subarray(headerOctets), headerSeptets(headerOctets) * SEPTET_BITS);
  text.set(userData.subarray(0, headerOctets));
  return text;
}

/** Septets from a bit on, least significant bit first (23.038, 6.1.2.1). */
export function unpackSeptets(packed: Uint8Array, fromBit: number, count: number): Uint8Array {
  const septets = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const bit = fromBit + i * SEPTET_BITS;
    const pair = (packed[bit >> 3] ?? 0) | ((packed[(bit >> 3) + 1] ?? 0) << 8);
    septets[i] = (pair >> (bit & 7)) & 0x7f;
  }
  return septets;
}

/** Packs septets behind so many bits that are left 0. */
export function packSeptets(septets: Uint8Array, fromBit: number): Uint8Array {
  const packed = new Uint8Array(Math.ceil((fromBit + septets.length * SEPTET_BITS) / 8));
  septets.forEach((septet, i) => {
    const bit = fromBit + i * SEPTET_BITS;
    const value = (septet & 0x7f) << (bit & 7);
    packed[bit >> 3] = (packed[bit >> 3] ?? 0) | (value & 0xff);
    if (value > 0xff) packed[(bit >> 3) + 1] = value >> 8;
  });
  return packed;
}
