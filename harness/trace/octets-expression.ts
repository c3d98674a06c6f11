import { concat, fromHex, fromLatin1 } from '../wire/octets.ts';
import { numberOf, textOf, type Complain } from './ladder-words.ts';
import { nearest } from './nearest.ts';
import { MAX_PATTERN_OCTETS, pattern } from './pattern.ts';

/** Octets by the name that a `let` gave them. */
export type Names = ReadonlyMap<string, Uint8Array>;

const NAME = /^[A-Za-z]\w*$/;
const BARE_HEX = /^([0-9a-fA-F]{2})+$/;
const SLICE = /^(.*?)\[(\d+)\.\.(\d+)\]$/s;
const PATTERN = /^pattern\((\d+)\)$/;

/** Whether a name can be told apart from everything else that may stand in its place. */
export function isName(name: string): boolean {
  return NAME.test(name) && !BARE_HEX.test(name) && !['hex', 'text', 'pattern', 'let'].includes(name);
}

/**
 * What an expression stands for: terms joined by ` + `. A term is `hex 06 05 0b84`, `text "…"`, `pattern(134)`,
 * a name, or bare hex; each but hex may be sliced: `P[0..128]` has the octets 0 to 127.
 */
export function evaluate(expression: string, names: Names, complain: Complain): Uint8Array {
  const parts = termsOf(expression).map((term) => evaluateTerm(term, names, complain));
  return parts.length === 1 ? (parts[0] ?? new Uint8Array(0)) : concat(...parts);
}

/** Cuts at `+` outside quotes. */
function termsOf(expression: string): readonly string[] {
  return (expression.match(/(?:"(?:\\.|[^"\\])*"|[^+"])+/gs) ?? ['']).map((term) => term.trim());
}

function evaluateTerm(term: string, names: Names, complain: Complain): Uint8Array {
  if (term === 'hex') return new Uint8Array(0);
  if (/^hex\s/.test(term)) return hexOf(term.slice(3), complain);
  const [, whole, from, to] = SLICE.exec(term) ?? [];
  if (whole !== undefined && from !== undefined && to !== undefined) {
    const octets = evaluateTerm(whole, names, complain);
    if (Number(from) > Number(to) || Number(to) > octets.length) {
      complain(
        `${term} is outside the ${octets.length} octets of ${whole}`,
        `write ${whole}[0..${octets.length}] at most`,
      );
    }
    return octets.subarray(Number(from), Number(to));
  }
  if (term.startsWith('"')) return latin1Of(textOf(term, complain), complain);
  if (/^text\s/.test(term)) return latin1Of(textOf(term.slice(4).trim(), complain), complain);
  const size = PATTERN.exec(term)?.[1];
  if (size !== undefined) {
    const octets = numberOf(size, 'pattern', complain);
    if (octets > MAX_PATTERN_OCTETS) complain(`${term} is too long`, `${MAX_PATTERN_OCTETS} octets at most`);
    return pattern(octets);
  }
  const named = names.get(term);
  if (named !== undefined) return named;
  if (BARE_HEX.test(term)) return fromHex(term);
  const near = nearest(term, names.keys());
  return complain(
    `'${term}' names no octets`,
    near !== null
      ? `did you mean ${near}?`
      : `say what it is in a line before: let P = pattern(134), or hex 01 06 …; names so far: ${[...names.keys()].join(', ') || 'none'}`,
  );
}

function hexOf(digits: string, complain: Complain): Uint8Array {
  if (!/^(\s+([0-9a-fA-F]{2})+)*\s*$/.test(digits)) {
    complain(`'hex${digits}' is not hex`, 'write two hex digits for each octet, blanks anywhere between octets');
  }
  return fromHex(digits);
}

function latin1Of(text: string, complain: Complain): Uint8Array {
  const outside = Array.from(text).find((char) => (char.codePointAt(0) ?? 0) > 0xff);
  if (outside !== undefined) complain(`'${outside}' is no single octet`, 'write its octets: hex …');
  return fromLatin1(text);
}
