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
