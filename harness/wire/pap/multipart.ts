import type { HttpHeader } from '../http/fields.ts';
import { parseFields } from '../http/fields.ts';
import type { Problem } from '../octets.ts';
import { concat, fromLatin1 } from '../octets.ts';

/** `offset` is that of the part's body, from the start of the multipart body. */
export type Part = {
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
  readonly offset: number;
};

export type Multipart = { readonly parts: readonly Part[]; readonly problems: readonly Problem[] };

/** Parts that are read; PAP has three. */
export const MAX_PARTS = 64;
/** Header lines of one part. */
export const MAX_PART_HEAD_OCTETS = 65_536;
/** RFC 2046, 5.1.1. */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const DASH = 0x2d;

/** A delimiter line: where it begins (its preceding line end not counted), and where the next line does. */
type Delimiter = { readonly start: number; readonly next: number; readonly closing: boolean };

/** Cuts a multipart body (RFC 2046, 5.1.1): preamble and epilogue are ignored, LF for CRLF is read and reported. */
export function parseMultipart(body: Uint8Array, boundary: string): Multipart {
  if (!BOUNDARY.test(boundary)) {
    return {
      parts: [],
      problems: [{ field: 'boundary', offset: 0, what: `'${boundary.slice(0, 80)}' is no boundary` }],
    };
  }
  const problems: Problem[] = [];
  const parts: Part[] = [];
  let from: number | null = null;
  for (const delimiter of delimiters(body, fromLatin1(`--${boundary}`))) {
    if (from !== null) {
      if (parts.length === MAX_PARTS) {
        problems.push({ field: 'multipart', offset: from, what: `more than ${MAX_PARTS} parts` });
        return { parts, problems };
      }
      const end = partEnd(body, from, delimiter.start);
      if (end.bare)
        problems.push({ field: 'multipart', offset: delimiter.start, what: 'LF without CR before the delimiter' });
      parts.push(readPart(body, from, end.at, problems));
    }
    if (delimiter.closing) return { parts, problems };
    from = delimiter.next;
  }
  problems.push({
    field: 'multipart',
    offset: body.length,
    what: from === null ? 'no delimiter' : 'no closing delimiter',
  });
  if (from !== null && from < body.length) parts.push(readPart(body, from, body.length, problems));
  return { parts, problems };
}

function* delimiters(body: Uint8Array, dashBoundary: Uint8Array): Generator<Delimiter> {
  for (let start = 0; start < body.length;) {
    const lf = body.indexOf(LF, start);
    const next = lf === -1 ? body.length : lf + 1;
    const found = delimiterAt(body, start, { dashBoundary, next });
    if (found !== null) yield found;
    start = next;
  }
}

function delimiterAt(
  body: Uint8Array,
  start: number,
  { dashBoundary, next }: { readonly dashBoundary: Uint8Array; readonly next: number },
): Delimiter | null {
  if (!dashBoundary.every((octet, i) => body[start + i] === octet)) return null;
  let at = start + dashBoundary.length;
  const closing = body[at] === DASH && body[at + 1] === DASH;
  if (closing) at += 2;
  while (at < next && (body[at] === SPACE || body[at] === TAB)) at += 1;
  if (body[at] === CR && at < next) at += 1;
  const lineEnds = at === next || body[at] === LF;
  return lineEnds ? { start, next, closing } : null;
}

/** The line end before a delimiter belongs to the delimiter; an empty part has none of its own. */
function partEnd(body: Uint8Array, from: number, delimiter: number): { readonly at: number; readonly bare: boolean } {
  if (delimiter === from) return { at: from, bare: false };
  const bare = body[delimiter - 2] !== CR || delimiter - 2 < from;
  return { at: delimiter - (bare ? 1 : 2), bare };
}

function readPart(body: Uint8Array, from: number, end: number, problems: Problem[]): Part {
  const headEnd = Math.min(end, from + MAX_PART_HEAD_OCTETS);
  const fields = parseFields(body, from, headEnd, { folding: 'legal' });
  problems.push(...fields.problems);
  if (fields.next === headEnd && headEnd < end) {
    problems.push({ field: 'multipart', offset: headEnd, what: `headers of more than ${MAX_PART_HEAD_OCTETS} octets` });
  }
  return { headers: fields.headers, body: body.slice(fields.next, end), offset: fields.next };
}

/** A multipart body; the caller chooses a boundary that no part contains. */
export function buildMultipart(
  boundary: string,
  parts: readonly { readonly headers: readonly HttpHeader[]; readonly body: Uint8Array }[],
): Uint8Array {
  const pieces = parts.flatMap(({ headers, body }) => [
    fromLatin1(`--${boundary}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
    body,
    fromLatin1('\r\n'),
  ]);
  return concat(...pieces, fromLatin1(`--${boundary}--\r\n`));
}
