import type { Frame, Framer } from '../framing.ts';
import type { BodyRule } from './body-rule.ts';
import { bodyRule } from './body-rule.ts';
import type { ChunkScanner } from './chunked.ts';
import { makeChunkScanner } from './chunked.ts';
import { MAX_HEAD_OCTETS, makeHeadScanner, parseHead } from './head.ts';
import type { HeadScanner } from './head.ts';

const LF = 0x0a;
const CR = 0x0d;
const FIRST_CAPACITY_OCTETS = 1_024;

/** What is known of the message at the front: nothing yet, or its head's size and how its body ends. */
type Progress =
  | { readonly kind: 'head'; readonly scanner: HeadScanner }
  | { readonly kind: 'sized'; readonly octets: number }
  | { readonly kind: 'chunked'; readonly scanner: ChunkScanner }
  | { readonly kind: 'close'; readonly headOctets: number };

/** What the octets there are come to: a frame of that many of them, or wait. */
type Cut = { readonly octets: number; readonly problem: string | null } | 'wait';

/**
 * Cuts a connection's octets into HTTP messages, in time linear in them however they are cut. A head above 64 KiB,
 * a body above `maxOctets` or one whose end cannot be told gives a frame with a problem, the last one.
 */
export function httpFramer(side: 'request' | 'response', maxOctets: number): Framer {
  let buffer = new Uint8Array(FIRST_CAPACITY_OCTETS);
  let start = 0;
  let end = 0;
  let progress: Progress = { kind: 'head', scanner: makeHeadScanner() };
  let dead = false;

  const append = (chunk: Uint8Array): void => {
    if (end + chunk.length > buffer.length) {
      const held = end - start;
      const grown = new Uint8Array(Math.max(2 * held, held + chunk.length, FIRST_CAPACITY_OCTETS));
      grown.set(buffer.subarray(start, end));
      buffer = grown;
      start = 0;
      end = held;
    }
    buffer.set(chunk, end);
    end += chunk.length;
  };

  const afterHead = (headOctets: number): Cut => {
    const { rule } = bodyRule({ ...parseHead(buffer.subarray(start, start + headOctets)), kind: side });
    if ('octets' in rule && rule.octets > maxOctets) {
      return { octets: end - start, problem: `body of more than ${maxOctets} octets` };
    }
    if (rule.kind === 'lost') return { octets: end - start, problem: rule.what };
    progress = progressOf(rule, headOctets, maxOctets);
    return cut();
  };

  const cut = (): Cut => {
    const held = end - start;
    switch (progress.kind) {
      case 'head': {
        const headOctets = progress.scanner.scan(buffer, start, end);
        if ((headOctets ?? held) > MAX_HEAD_OCTETS) {
          return { octets: held, problem: `head of more than ${MAX_HEAD_OCTETS} octets` };
        }
        return headOctets === null ? 'wait' : afterHead(headOctets);
      }
      case 'sized':
        return held < progress.octets ? 'wait' : { octets: progress.octets, problem: null };
      case 'chunked': {
        const scan = progress.scanner.scan(buffer, start, end);
        if (scan.kind === 'more') return 'wait';
        return scan.kind === 'done' ? { octets: scan.end, problem: null } : { octets: held, problem: scan.what };
      }
      case 'close': {
        const tooMuch = held - progress.headOctets > maxOctets;
        return tooMuch ? { octets: held, problem: `body of more than ${maxOctets} octets` } : 'wait';
      }
    }
  };

  const take = (octets: number, problem: string | null): Frame => {
    const frame = { octets: buffer.slice(start, start + octets), problem };
    start += octets;
    progress = { kind: 'head', scanner: makeHeadScanner() };
    if (problem !== null) die();
    return frame;
  };

  const die = (): void => {
    dead = true;
    buffer = new Uint8Array(0);
    start = 0;
    end = 0;
  };

  return {
    push(chunk) {
      const frames: Frame[] = [];
      if (dead) return frames;
      append(chunk);
      while (start < end) {
        const done = cut();
        if (done === 'wait') break;
        frames.push(take(done.octets, done.problem));
      }
      if (start === end) start = end = 0;
      return frames;
    },
    pendingOctets: () => end - start,
    end() {
      const held = buffer.subarray(start, end);
      const nothing = dead || held.every((octet) => octet === CR || octet === LF);
      const place = progress.kind === 'head' ? 'head' : 'body';
      const problem = progress.kind === 'close' ? null : `connection closed inside the ${place}`;
      const frames = nothing ? [] : [take(held.length, problem)];
      die();
      return frames;
    },
  };
}

function progressOf(rule: Exclude<BodyRule, { kind: 'lost' }>, headOctets: number, maxOctets: number): Progress {
  switch (rule.kind) {
    case 'length':
      return { kind: 'sized', octets: headOctets + rule.octets };
    case 'upTo':
      return { kind: 'sized', octets: headOctets + rule.octets };
    case 'chunked':
      return { kind: 'chunked', scanner: makeChunkScanner(headOctets, maxOctets) };
    case 'close':
      return { kind: 'close', headOctets };
  }
}
