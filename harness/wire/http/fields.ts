import type { Problem } from '../octets.ts';
import { latin1 } from '../octets.ts';

/** A header as written: name in its own case, value without surrounding white space. */
export type HttpHeader = readonly [name: string, value: string];

/** The problems kept of one header block; more would tell nothing new. */
const MAX_PROBLEMS = 64;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const DEL = 0x7f;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * The header lines between `start` and `end` (RFC 9112, 5; RFC 5322, 2.2), up to an empty line.
 * A line that continues the one before is joined to it with one space; MIME allows that, HTTP no longer.
 */
export function parseFields(
  octets: Uint8Array,
  start: number,
  end: number,
  options: { readonly folding: 'legal' | 'obsolete' },
): { readonly headers: readonly HttpHeader[]; readonly next: number; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fields: { name: string; pieces: string[] }[] = [];
  const bounded = octets.subarray(0, end);
  let at = start;
  while (at < end) {
    const line = readLine(bounded, at);
    const complain = (field: string, what: string): void => {
      if (problems.length < MAX_PROBLEMS) problems.push({ field, offset: line.start, what });
    };
    if (line.ending === 'lf') complain('headers', 'line ends in LF without CR');
    at = line.next;
    if (line.text === '') break;
    const last = fields.at(-1);
    const colon = line.text.indexOf(':');
    if (last !== undefined && (octets[line.start] === SPACE || octets[line.start] === TAB)) {
      if (options.folding === 'obsolete') complain(last.name, 'folded over several lines');
      last.pieces.push(trimBlanks(line.text));
    } else if (colon === -1) {
      complain('headers', `'${line.text.slice(0, 40)}' has no colon`);
    } else {
      const name = line.text.slice(0, colon);
      if (!TOKEN.test(name)) complain('headers', `'${name.slice(0, 40)}' is no header name`);
      fields.push({ name: trimBlanks(name), pieces: [trimBlanks(line.text.slice(colon + 1))] });
    }
    if (hasControl(bounded, line.start, line.textEnd)) complain(fields.at(-1)?.name ?? 'headers', 'control character');
  }
  const headers = fields.map(({ name, pieces }): HttpHeader => [name, pieces.filter((one) => one !== '').join(' ')]);
  return { headers, next: at, problems };
}

/** One line of a head; `textEnd` is where its line end begins, `next` where the next line does. */
export type Line = {
  readonly text: string;
  readonly start: number;
  readonly textEnd: number;
  readonly next: number;
  readonly ending: 'crlf' | 'lf' | 'none';
};

/** The line that begins at `at`. */
export function readLine(octets: Uint8Array, at: number): Line {
  const lf = octets.indexOf(LF, at);
  const ending = lf === -1 ? 'none' : lf > at && octets[lf - 1] === CR ? 'crlf' : 'lf';
  const next = lf === -1 ? octets.length : lf + 1;
  const textEnd = next - { crlf: 2, lf: 1, none: 0 }[ending];
  return { text: latin1(octets.subarray(at, textEnd)), start: at, textEnd, next, ending };
}

/** Without spaces and tabs at both ends; `trim` would take U+00A0, an octet of other meaning here. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function hasControl(octets: Uint8Array, start: number, end: number): boolean {
  return octets.subarray(start, end).some((octet) => (octet < SPACE && octet !== TAB) || octet === DEL);
}
