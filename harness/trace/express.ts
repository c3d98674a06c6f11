import { equal, latin1, toHex } from '../wire/octets.ts';
import type { Express } from './ladder-line.ts';
import { quote } from './ladder-words.ts';
import { factor, indexed, type Known, type Piece } from './factor.ts';
import { pattern } from './pattern.ts';

/** Up to this many octets stand in the line itself. */
const INLINE_OCTETS = 16;
/** A piece of a payload that was changed on the way is still shown as such up to this many pieces. */
const INLINE_PIECES = 5;
/** Octets, and characters, in one line of a `let`. */
const HEX_LINE_OCTETS = 32;
const TEXT_LINE_CHARACTERS = 96;
/** Of a `let`, before it goes on in the next line. */
const LINE_CHARACTERS = 100;
/** A brief ladder has other octets in place of payloads longer than this, any ladder in place of those longer than that. */
const BRIEF_OCTETS = 32;
const HUGE_OCTETS = 65_536;
/** Between the fillers that stand for two payloads. */
const BRIEF_STRIDE = 997;

/** Names for payloads, and the `let` lines that define those that were used. */
export type Naming = Express & {
  readonly lets: () => readonly string[];
  /** Names what comes in lines that are not shown; only what shown lines use is defined. */
  readonly unseen: (work: () => void) => void;
};

type Named = Known & { readonly definition: readonly string[]; readonly uses: readonly string[] };

/** Names payloads in the order they come. `brief`: long ones are shown as filler, marked as such. */
export function makeNaming(brief: boolean): Naming {
  const known: Named[] = [];
  const names = new Map<string, Uint8Array>();
  const used = new Set<string>();
  const shownOctets = brief ? BRIEF_OCTETS : HUGE_OCTETS;
  let filled = 0;
  let payloads = 0;
  let raws = 0;

  let seen = true;
  const use = (name: string): void => {
    if (!seen || used.has(name)) return;
    used.add(name);
    for (const inner of known.find((one) => one.name === name)?.uses ?? []) use(inner);
  };
  const written = (piece: Piece): string => {
    if (piece.kind === 'octets') return hexTerm(piece.octets);
    use(piece.of.name);
    return sliceOf(piece);
  };
  const filler = (octets: Uint8Array): readonly string[] => {
    const from = filled;
    filled += octets.length + BRIEF_STRIDE;
    const whole =
      from === 0 ? `pattern(${octets.length})` : `pattern(${from + octets.length})[${from}..${from + octets.length}]`;
    return [`${whole}  # in place of ${octets.length} other octets`];
  };
  const name = (octets: Uint8Array, letter: 'P' | 'R', pieces: readonly Piece[]): string => {
    const count = letter === 'P' ? (payloads += 1) : (raws += 1);
    const one = indexed(`${letter}${count}`, octets);
    const definition = equal(octets, pattern(octets.length))
      ? [`pattern(${octets.length})`]
      : pieces.flatMap((piece) => {
          if (piece.kind === 'slice') return [sliceOf(piece)];
          return piece.octets.length > (letter === 'P' ? shownOctets : HUGE_OCTETS)
            ? filler(piece.octets)
            : linesOf(piece.octets);
        });
    const uses = definition.length === 1 && definition[0]?.startsWith('pattern') === true ? [] : namesIn(pieces);
    known.push({ ...one, definition, uses });
    names.set(one.name, octets);
    use(one.name);
    return one.name;
  };
  const expected = new Map<string, number>();
  const piecesOf = (octets: Uint8Array): readonly Piece[] => {
    if (octets.length > HUGE_OCTETS) return [{ kind: 'octets', octets }];
    const pieces = factor(octets, payloadsOf(known), expected);
    const last = pieces.at(-1);
    if (last?.kind === 'slice') expected.set(last.of.name, last.to);
    return pieces;
  };
  return {
    names,
    payload: (octets) => {
      if (octets.length <= INLINE_OCTETS) return shortTerm(octets);
      const pieces = piecesOf(octets);
      return pieces.length === 1 && pieces[0]?.kind === 'slice' ? joined(pieces, written) : name(octets, 'P', pieces);
    },
    piece: (octets) => {
      const pieces = piecesOf(octets);
      const fresh = pieces.reduce((sum, piece) => sum + (piece.kind === 'octets' ? piece.octets.length : 0), 0);
      return pieces.length <= INLINE_PIECES && fresh <= INLINE_OCTETS
        ? joined(pieces, written)
        : name(octets, 'P', pieces);
    },
    raw: (octets) => (octets.length <= INLINE_OCTETS ? hexTerm(octets) : name(octets, 'R', piecesOf(octets))),
    unseen: (work) => {
      seen = false;
      work();
      seen = true;
    },
    lets: () => known.filter((one) => used.has(one.name)).flatMap((one) => letLines(one)),
  };
}

/** Terms side by side as long as the line stays readable. */
function letLines({ name, definition }: Named): readonly string[] {
  const start = `let ${name} = `;
  const lines: string[] = [];
  for (const term of definition) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(start + term);
    else if (last.length + term.length < LINE_CHARACTERS && !/(^|\+ |= )text | {2}#/.test(last))
      lines[lines.length - 1] = `${last} + ${term}`;
    else lines.push(`${'+ '.padStart(start.length)}${term}`);
  }
  return lines;
}

/** What a message that no fields could say has in common with others says little, and what is huge is not shown. */
function payloadsOf(known: readonly Named[]): readonly Named[] {
  return known.filter(({ name, octets }) => name.startsWith('P') && octets.length <= HUGE_OCTETS);
}

function joined(pieces: readonly Piece[], written: (piece: Piece) => string): string {
  return pieces.length === 0 ? 'hex' : pieces.map(written).join(' + ');
}

function namesIn(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === 'slice' ? [piece.of.name] : []));
}

function sliceOf({ of, from, to }: Piece & { kind: 'slice' }): string {
  return from === 0 && to === of.octets.length ? of.name : `${of.name}[${from}..${to}]`;
}

/** Octets as terms: text where it is text, else hex; cut so that lines stay readable. */
function linesOf(octets: Uint8Array): readonly string[] {
  const text = latin1(octets);
  if (octets.length > INLINE_OCTETS && /^[\t\r\n\x20-\x7e]*$/.test(text)) {
    const pieces = text.match(
      new RegExp(`[^\\n]{0,${TEXT_LINE_CHARACTERS}}\\n|[^\\n]{1,${TEXT_LINE_CHARACTERS}}`, 'g'),
    );
    return (pieces ?? []).map((line) => `text ${quote(line)}`);
  }
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += HEX_LINE_OCTETS) {
    lines.push(hexTerm(octets.subarray(at, at + HEX_LINE_OCTETS)));
  }
  return lines;
}

function shortTerm(octets: Uint8Array): string {
  const text = latin1(octets);
  return /^[\x20-\x7e]{4,}$/.test(text) ? `text ${quote(text)}` : hexTerm(octets);
}

/** `hex 0605 040b 8423 f0`. */
export function hexTerm(octets: Uint8Array): string {
  return `hex ${toHex(octets).replace(/(.{4})(?=.)/g, '$1 ')}`.trim();
}
