/** A field's value: a number, a C-Octet String without its NUL, or octets. */
export type FieldValue = number | string | Uint8Array;

/** A row of a wire table. */
export type Field = readonly [name: string, kind: Kind];

/** How a field is laid out, as data; every reader of kinds ends its `switch` in `exhaustive(kind)`. */
export type Kind =
  /** Big-endian integer. */
  | { readonly type: 'uint'; readonly octets: 1 | 2 | 4 }
  /** ASCII and a NUL; `maxOctets` counts the NUL. */
  | { readonly type: 'cOctets'; readonly maxOctets: number }
  /** A C-Octet String of 1 or 17 octets (SMPP 7.1.1). Its syntax is judged by who uses it, not by the decoder. */
  | { readonly type: 'time' }
  /** As many octets as the field named `length`, which stands right before it, says. */
  | { readonly type: 'octets'; readonly length: string }
  /** All octets up to the end. */
  | { readonly type: 'rest' }
  /** `row`, as often as the field named `count`, right before it, says; its value is the octets of all of them. */
  | { readonly type: 'group'; readonly count: string; readonly row: readonly Field[] }
  /** The fields that stand here depend on the value of the field named `by`. */
  | { readonly type: 'choice'; readonly by: string; readonly of: Readonly<Record<number, readonly Field[]>> };

/** Octets of a time field that is not empty, NUL included. */
export const TIME_OCTETS = 17;

/** A big-endian integer. */
export function uint(octets: 1 | 2 | 4): Kind {
  return { type: 'uint', octets };
}

/** A C-Octet String of at most `maxOctets` octets, NUL included. */
export function cOctets(maxOctets: number): Kind {
  return { type: 'cOctets', maxOctets };
}

/** A time: empty, or 16 characters and a NUL. */
export const time: Kind = { type: 'time' };

/** Octets counted by an earlier field. */
export function octets(length: string): Kind {
  return { type: 'octets', length };
}

/** Everything up to the end. */
export const rest: Kind = { type: 'rest' };

/** Repeated rows counted by an earlier field. */
export function group(count: string, row: readonly Field[]): Kind {
  return { type: 'group', count, row };
}

/** Fields chosen by an earlier field of the same row. */
export function choice(by: string, of: Readonly<Record<number, readonly Field[]>>): Kind {
  return { type: 'choice', by, of };
}
