import { latin1 } from '../wire/octets.ts';

/** Octets that have a name, prepared for finding pieces of them elsewhere. */
export type Known = {
  readonly name: string;
  readonly octets: Uint8Array;
  readonly text: string;
  /** Each window's first place; made when first needed. */
  readonly windows: () => ReadonlyMap<string, number>;
};

/** A stretch of octets: part of something known, or new. */
export type Piece =
  | { readonly kind: 'slice'; readonly of: Known; readonly from: number; readonly to: number }
  | { readonly kind: 'octets'; readonly octets: Uint8Array };

/** A shorter likeness may be chance, or common to all messages. */
const WINDOW_OCTETS = 24;
/** Unless it goes on where the last one ended. */
const RESYNC_OCTETS = 8;
/** A likeness of whole, short octets. */
const MIN_WHOLE_OCTETS = 3;
/** The latest known payloads that are searched. */
const MAX_SEARCHED = 32;

/** Names octets. */
export function indexed(name: string, octets: Uint8Array): Known {
  const text = latin1(octets);
  let windows: Map<string, number> | null = null;
  return {
    name,
    octets,
    text,
    windows: () => {
      if (windows === null) {
        windows = new Map();
        for (let at = text.length - WINDOW_OCTETS; at >= 0; at -= 1)
          windows.set(text.slice(at, at + WINDOW_OCTETS), at);
      }
      return windows;
    },
  };
}

/**
 * Octets as slices of what is known, the latest first, with what is new between. `expected`: by name, where the next
 * piece should begin; it decides between equal stretches.
 */
export function factor(
  octets: Uint8Array,
  known: readonly Known[],
  expected: ReadonlyMap<string, number>,
): readonly Piece[] {
  if (octets.length === 0) return [];
  const text = latin1(octets);
  const searched = known.slice(-MAX_SEARCHED).reverse();
  const whole = wholeSlice(text, searched, expected);
  if (whole !== null) return [whole];
  const pieces: Piece[] = [];
  let fresh = 0;
  let at = 0;
  let last: { of: Known; to: number } | null = null;
  while (at < text.length) {
    const found = longestAt(text, at, {
      searched,
      resync: last === null ? null : { of: last.of, from: last.to + at - fresh },
    });
    if (found === null) {
      at += 1;
      continue;
    }
    if (fresh < at) pieces.push({ kind: 'octets', octets: octets.subarray(fresh, at) });
    pieces.push(found);
    at += found.to - found.from;
    fresh = at;
    last = found;
  }
  if (fresh < at) pieces.push({ kind: 'octets', octets: octets.subarray(fresh, at) });
  return pieces;
}

type Slice = Piece & { readonly kind: 'slice' };

function wholeSlice(text: string, searched: readonly Known[], expected: ReadonlyMap<string, number>): Slice | null {
  for (const of of searched) {
    const next = expected.get(of.name) ?? 0;
    const isNext = next < of.text.length && of.text.startsWith(text, next);
    const from = isNext ? next : text.length < MIN_WHOLE_OCTETS ? -1 : of.text.indexOf(text);
    if (from !== -1) return { kind: 'slice', of, from, to: from + text.length };
  }
  return null;
}

/** `resync`: where the last slice would go on, had nothing but these octets been changed. */
function longestAt(
  text: string,
  at: number,
  { searched, resync }: { readonly searched: readonly Known[]; readonly resync: { of: Known; from: number } | null },
): Slice | null {
  if (resync !== null) {
    const to = extended(text, at, resync);
    const size = to - resync.from;
    if (size >= RESYNC_OCTETS || (size > 0 && at + size === text.length)) return { kind: 'slice', ...resync, to };
  }
  const window = text.slice(at, at + WINDOW_OCTETS);
  if (window.length < WINDOW_OCTETS) return null;
  for (const of of searched) {
    const from = of.windows().get(window);
    if (from !== undefined) return { kind: 'slice', of, from, to: extended(text, at, { of, from }) };
  }
  return null;
}

function extended(text: string, at: number, { of, from }: { of: Known; from: number }): number {
  let size = 0;
  while (at + size < text.length && from + size < of.text.length && text[at + size] === of.text[from + size]) size += 1;
  return from + size;
}
