import type { Problem } from '../octets.ts';
import type { HttpHeader } from './fields.ts';
import { parseFields, readLine } from './fields.ts';

/** Start line and headers of one message, at most. */
export const MAX_HEAD_OCTETS = 65_536;

export type StartLine = {
  readonly kind: 'request' | 'response';
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly reason: string;
  readonly version: string;
};

export type Head = StartLine & {
  readonly headers: readonly HttpHeader[];
  /** Where the body begins. */
  readonly sizeOctets: number;
  readonly problems: readonly Problem[];
};

const LF = 0x0a;
const CR = 0x0d;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VERSION = /^HTTP\/\d\.\d$/;

/** Looks for the empty line that ends a head; keeps its place, so that a head in pieces is read once. */
export type HeadScanner = {
  /** The head's size, once `end` is far enough; the message begins at `start`. */
  scan(octets: Uint8Array, start: number, end: number): number | null;
};

/** A scanner of one head; empty lines before the start line are taken as part of it. */
export function makeHeadScanner(): HeadScanner {
  let at = 0;
  let lineStart = 0;
  let sawLine = false;
  return {
    scan(octets, start, end) {
      for (; start + at < end; at += 1) {
        if (octets[start + at] !== LF) continue;
        const lineOctets = at - lineStart;
        const empty = lineOctets === 0 || (lineOctets === 1 && octets[start + lineStart] === CR);
        lineStart = at + 1;
        if (empty && sawLine) return lineStart;
        sawLine ||= !empty;
      }
      return null;
    },
  };
}

/** Reads the head at the beginning of `octets` (RFC 9112, 2 to 5). */
export function parseHead(octets: Uint8Array): Head {
  const problems: Problem[] = [];
  const limit = Math.min(octets.length, MAX_HEAD_OCTETS);
  const found = makeHeadScanner().scan(octets, 0, limit);
  const sizeOctets = found ?? limit;
  if (found === null) {
    const what = limit < octets.length ? `longer than ${MAX_HEAD_OCTETS} octets` : 'no empty line after the headers';
    problems.push({ field: 'head', offset: limit, what });
  }
  const bounded = octets.subarray(0, sizeOctets);
  let start = 0;
  while (bounded[start] === CR || bounded[start] === LF) start += 1;
  if (start > 0) problems.push({ field: 'start-line', offset: 0, what: 'empty line before it' });
  const line = readLine(bounded, start);
  if (line.ending === 'lf') problems.push({ field: 'start-line', offset: start, what: 'ends in LF without CR' });
  const startLine = parseStartLine(
    line.text,
    (what) => void problems.push({ field: 'start-line', offset: start, what }),
  );
  const fields = parseFields(octets, line.next, sizeOctets, { folding: 'obsolete' });
  problems.push(...fields.problems);
  return { ...startLine, headers: fields.headers, sizeOctets, problems };
}

function parseStartLine(line: string, complain: (what: string) => void): StartLine {
  return line.startsWith('HTTP/') ? parseStatusLine(line, complain) : parseRequestLine(line, complain);
}

function parseStatusLine(line: string, complain: (what: string) => void): StartLine {
  const [version = '', status = '', ...reason] = line.split(' ');
  if (!VERSION.test(version)) complain(`'${version.slice(0, 40)}' is no HTTP version`);
  const readable = /^\d{3}$/.test(status);
  if (!readable) complain(`'${line.slice(0, 40)}' has no status of three digits`);
  if (reason.join('') === '') complain('no reason after the status');
  const words = { reason: reason.join(' '), version, method: '', target: '' };
  return { kind: 'response', status: readable ? Number(status) : 0, ...words };
}

function parseRequestLine(line: string, complain: (what: string) => void): StartLine {
  const words = line.split(' ');
  const [method = '', target = '', version = ''] = words;
  if (words.length !== 3) complain(`'${line.slice(0, 40)}' is no request line`);
  if (!TOKEN.test(method)) complain(`'${method.slice(0, 40)}' is no method`);
  if (words.length >= 3 && !VERSION.test(version)) complain(`'${version.slice(0, 40)}' is no HTTP version`);
  return { kind: 'request', method, target, status: 0, reason: '', version };
}
