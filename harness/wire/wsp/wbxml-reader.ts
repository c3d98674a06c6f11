import type { Problem } from '../octets.ts';
import { latin1 } from '../octets.ts';
import { readUintvar } from './uintvar.ts';

/** Characters that the strings of one document may add up to; a table string can be named again and again. */
const MAX_CHARACTERS = 262_144;

/** Charsets by MIBenum. 0 = not stated, which is read as UTF-8. */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [0, 'utf-8'],
  [3, 'us-ascii'],
  [4, 'iso-8859-1'],
  [106, 'utf-8'],
  [1000, 'utf-16be'],
  [1013, 'utf-16be'],
  [1015, 'utf-16be'],
]);

/**
 * A place in WBXML octets. The first problem ends the reading: from then on every read gives 0 or '', and loops must
 * look at `failed`.
 */
export type WbxmlReader = {
  readonly failed: () => boolean;
  readonly problems: () => readonly Problem[];
  readonly offset: () => number;
  readonly atEnd: () => boolean;
  fail(field: string, what: string): void;
  /** The next octet, left where it is. */
  peek(): number;
  octet(): number;
  uint(): number;
  /** That many octets. */
  run(length: number): Uint8Array;
  /** The text up to its terminator. */
  inlineText(): string;
  /** A text of the string table. */
  tableText(index: number): string;
  entity(): string;
  /** From here on texts are read in that charset, with that string table. */
  use(mibEnum: number, table: Uint8Array): void;
};

/** A reader at the first octet. */
export function makeWbxmlReader(octets: Uint8Array): WbxmlReader {
  let at = 0;
  let problem: Problem | null = null;
  let charset = 'utf-8';
  let strings: Uint8Array = new Uint8Array(0);
  let characters = 0;

  const fail = (field: string, what: string): void => {
    problem ??= { field, offset: at, what };
  };

  const peek = (): number => {
    const octet = problem === null ? octets[at] : 0;
    if (octet === undefined) fail('document', 'ends too early');
    return octet ?? 0;
  };

  const octet = (): number => {
    const value = peek();
    at += 1;
    return value;
  };

  const uint = (): number => {
    if (problem !== null) return 0;
    const reading = readUintvar(octets, at, octets.length);
    if ('problem' in reading) {
      fail('mb_u_int32', reading.problem);
      return 0;
    }
    at = reading.next;
    return reading.value;
  };

  const run = (length: number): Uint8Array => {
    if (problem === null && length > octets.length - at)
      fail('length', `${length} octets, there are ${octets.length - at}`);
    if (problem !== null) return new Uint8Array(0);
    at += length;
    return octets.slice(at - length, at);
  };

  const decode = (text: Uint8Array): string => {
    characters += text.length;
    if (characters > MAX_CHARACTERS) fail('text', `more than ${MAX_CHARACTERS} octets in all`);
    if (problem !== null) return '';
    if (charset === 'us-ascii' && text.some((one) => one > 0x7f)) fail('text', 'is not us-ascii');
    if (charset === 'us-ascii' || charset === 'iso-8859-1') return latin1(text);
    try {
      return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(text);
    } catch {
      fail('text', `is not ${charset}`);
      return '';
    }
  };

  /** Where the terminator is: one zero octet, or two that stand as one character. */
  const terminator = (within: Uint8Array, from: number): number => {
    if (charset !== 'utf-16be') return within.indexOf(0, from);
    for (let i = from; i + 1 < within.length; i += 2) if (within[i] === 0 && within[i + 1] === 0) return i;
    return -1;
  };

  return {
    failed: () => problem !== null,
    problems: () => (problem === null ? [] : [problem]),
    offset: () => at,
    atEnd: () => at >= octets.length,
    fail,
    peek,
    octet,
    uint,
    run,
    inlineText() {
      if (problem !== null) return '';
      const end = terminator(octets, at);
      if (end === -1) fail('STR_I', 'text without terminator');
      const text = decode(octets.subarray(at, end));
      at = end + (charset === 'utf-16be' ? 2 : 1);
      return text;
    },
    tableText(index) {
      if (problem === null && index >= strings.length) fail('string table', `index ${index} of ${strings.length}`);
      const end = problem === null ? terminator(strings, index) : -1;
      if (end === -1) fail('string table', 'text without terminator');
      return problem === null ? decode(strings.subarray(index, end)) : '';
    },
    entity() {
      const code = uint();
      const legal =
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        (code >= 0x1_0000 && code <= 0x10_ffff);
      if (!legal && ![0x09, 0x0a, 0x0d].includes(code)) fail('ENTITY', `no character: ${code}`);
      return problem === null ? String.fromCodePoint(code) : '';
    },
    use(mibEnum, table) {
      const name = CHARSETS.get(mibEnum);
      if (name === undefined) fail('charset', `${mibEnum} is not read here`);
      charset = name ?? charset;
      strings = table;
    },
  };
}
