/** Longest `address_range`, in octets without its terminator (SMPP v3.4, 4.1.1). */
const MAX_ADDRESS_RANGE = 40;

/** An `address_range` that takes the given numbers: each of them where there is room, else what they begin with. */
export function addressRangeOf(numbers: readonly string[]): string {
  const exact = numbers.length === 1 ? `^${numbers.join()}$` : `^(${numbers.join('|')})$`;
  return exact.length <= MAX_ADDRESS_RANGE ? exact : `^${commonHead(numbers)}`;
}

function commonHead(numbers: readonly string[]): string {
  const [first = ''] = numbers;
  let length = first.length;
  while (!numbers.every((number) => number.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}

/** Whether a number is meant by a guard rail's pattern: `1555*`, or the number itself. */
export function isWithin(pattern: string, number: string): boolean {
  return pattern.endsWith('*') ? number.startsWith(pattern.slice(0, -1)) : number === pattern;
}
