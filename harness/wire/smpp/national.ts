/** TON of a number without its country code (SMPP 3.4, 5.2.5). */
const NATIONAL = 2;

/** Fewer digits than this are a short code, and nobody's national number. */
const SHORTEST_DIGITS = 6;

/**
 * The number that is meant where an address is a national one (AMB-25): the only one of `known` that ends in its
 * digits, without the 0 that is dialled before them. All other digits stay as they are.
 */
export function fullNumber(digits: string, typeOfNumber: number, known: ReadonlySet<string>): string {
  const dialled = digits.replace(/^0+/, '');
  if (typeOfNumber !== NATIONAL || dialled.length < SHORTEST_DIGITS || known.has(digits)) return digits;
  const meant = [...known].filter((number) => number.endsWith(dialled));
  return meant.length === 1 ? (meant[0] ?? digits) : digits;
}
