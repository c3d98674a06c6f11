import type { Problem } from '../octets.ts';
import { latin1 } from '../octets.ts';

/** Chunk-size lines, their ends and the trailer of one body, at most. */
export const MAX_CHUNK_OVERHEAD_OCTETS = 1_048_576;

const LF = 0x0a;
const CR = 0x0d;
/** `chunk-size [ chunk-ext ]`; more than 8 digits are no size. */
const SIZE_LINE = /^([0-9a-fA-F]{1,8})[ \t]*(?:;|$)/;

export type ChunkScan =
  | { readonly kind: 'more' }
  /** `end` is where the next message begins. */
  | { readonly kind: 'done'; readonly end: number }
  | { readonly kind: 'broken'; readonly offset: number; readonly what: string };

/** Follows a chunked body (RFC 9112, 7.1); keeps its place, so that a body in pieces is read once. */
export type ChunkScanner = {
  /** Reads on to `end`. All offsets but these two count from the message, which begins at `start`. */
  scan(octets: Uint8Array, start: number, end: number): ChunkScan;
  /** Where the data found so far lies. */
  readonly data: readonly { readonly from: number; readonly to: number }[];
  readonly problems: readonly Problem[];
};

/** A scanner of one body that begins at `bodyStart`; a body above `maxOctets` is broken. */
export function makeChunkScanner(bodyStart: number, maxOctets: number): ChunkScanner {
  const data: { from: number; to: number }[] = [];
  const problems: Problem[] = [];
  let phase: 'size' | 'data' | 'dataEnd' | 'trailer' = 'size';
  let at = bodyStart;
  let lineStart = bodyStart;
  let dataLeft = 0;
  let dataOctets = 0;

  const broken = (what: string): ChunkScan => ({ kind: 'broken', offset: lineStart, what });

  const takeData = (available: number): void => {
    const taken = Math.min(dataLeft, available);
    data.push({ from: at, to: at + taken });
    at += taken;
    dataLeft -= taken;
    if (dataLeft > 0) return;
    phase = 'dataEnd';
    lineStart = at;
  };

  /** Acts on the line without its end; `null` = go on. */
  const takeLine = (line: string): ChunkScan | null => {
    if (phase === 'trailer') return line === '' ? { kind: 'done', end: at } : null;
    if (phase === 'dataEnd') {
      phase = 'size';
      return line === '' ? null : broken('no line end after the data');
    }
    const digits = SIZE_LINE.exec(line)?.[1];
    if (digits === undefined) return broken(`'${line.slice(0, 40)}' is no chunk size`);
    dataLeft = Number.parseInt(digits, 16);
    dataOctets += dataLeft;
    if (dataOctets > maxOctets) return broken(`body of more than ${maxOctets} octets`);
    phase = dataLeft === 0 ? 'trailer' : 'data';
    return null;
  };

  return {
    data,
    problems,
    scan(octets, start, end) {
      while (start + at < end) {
        if (phase === 'data') {
          takeData(end - start - at);
          continue;
        }
        const octet = octets[start + at];
        at += 1;
        if (at - bodyStart - (dataOctets - dataLeft) > MAX_CHUNK_OVERHEAD_OCTETS)
          return broken('too much besides data');
        if (octet !== LF) {
          if (phase === 'dataEnd' && octet !== CR) return broken('no line end after the data');
          continue;
        }
        const withCr = at - 2 >= lineStart && octets[start + at - 2] === CR;
        if (!withCr && problems.length === 0) {
          problems.push({ field: 'chunk', offset: lineStart, what: 'line ends in LF without CR' });
        }
        const outcome = takeLine(latin1(octets.subarray(start + lineStart, start + at - (withCr ? 2 : 1))));
        if (outcome !== null) return outcome;
        lineStart = at;
      }
      return { kind: 'more' };
    },
  };
}
