import type { Problem } from '../octets.ts';

/** `offset` is that of the part's body, from the start of the multipart body. */
export type Part = {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly offset: number;
};

/** Cuts a multipart body (RFC 2046, 5.1.1). */
export function parseMultipart(
  body: Uint8Array,
  boundary: string,
): { readonly parts: readonly Part[]; readonly problems: readonly Problem[] } {
  throw new RangeError(`not yet: ${body.length} ${boundary}`);
}

/** A multipart body; the boundary must not occur in a part. */
export function buildMultipart(
  boundary: string,
  parts: readonly { readonly headers: Part['headers']; readonly body: Uint8Array }[],
): Uint8Array {
  throw new RangeError(`not yet: ${boundary} ${parts.length}`);
}
