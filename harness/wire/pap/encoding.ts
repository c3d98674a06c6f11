import type { Problem } from '../octets.ts';
import { latin1 } from '../octets.ts';

/** The encodings that are read; names as in `XmlDocument.encoding`. */
export type Encoding = 'utf-8' | 'utf-16be' | 'utf-16le' | 'iso-8859-1' | 'us-ascii';

export type DecodedText = {
  readonly text: string;
  /** As read; an unknown one in its own words. */
  readonly encoding: string;
  /** The octet at which a character (UTF-16 index into `text`) begins. */
  readonly offsetOf: (index: number) => number;
  readonly problems: readonly Problem[];
};

const NAMES: ReadonlyMap<string, Encoding | 'utf-16'> = new Map<string, Encoding | 'utf-16'>([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['utf-16be', 'utf-16be'],
  ['utf-16le', 'utf-16le'],
  ['iso-10646-ucs-2', 'utf-16'],
  ['iso-8859-1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['us-ascii', 'us-ascii'],
  ['ascii', 'us-ascii'],
]);

/** An XML declaration is looked for in that many octets. */
const DECLARATION_OCTETS = 256;
const DECLARED = /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * Octets of an XML entity to text: byte order mark, then the media type's charset, then the XML declaration,
 * then UTF-8 (XML 1.0, 4.3.3 and F; RFC 7303, 3). What cannot be decoded is replaced and reported.
 */
export function decodeText(octets: Uint8Array, charset: string | null): DecodedText {
  const problems: Problem[] = [];
  const complain = (offset: number, what: string): void => void problems.push({ field: 'encoding', offset, what });
  const mark = byteOrderMark(octets);
  const body = octets.subarray(mark.octets);
  const declaration = DECLARED.exec(latin1(body.subarray(0, DECLARATION_OCTETS)));
  const stated = (charset ?? declaration?.[1] ?? declaration?.[2])?.toLowerCase() ?? null;
  const wide = mark.encoding ?? wideForm(body);
  const named = stated === null ? null : (NAMES.get(stated) ?? 'unknown');

  let encoding: Encoding;
  if (mark.encoding !== null) {
    encoding = mark.encoding;
    const agrees = named === null || named === encoding || (named === 'utf-16' && encoding !== 'utf-8');
    if (!agrees) complain(0, `byte order mark of ${encoding}, but '${(stated ?? '').slice(0, 40)}' is stated`);
  } else if (named === 'utf-16') {
    if (wide === null) complain(0, 'utf-16 is stated, the octets are not');
    else if (charset === null) complain(0, 'utf-16 without byte order mark');
    encoding = wide ?? 'utf-8';
  } else if (wide !== null && named === null) {
    complain(0, 'utf-16 without byte order mark');
    encoding = wide;
  } else if (named === 'unknown') {
    complain(0, `'${(stated ?? '').slice(0, 40)}' is not read here`);
    return { text: latin1(body), encoding: stated ?? '', offsetOf: (index) => index, problems };
  } else {
    encoding = named ?? 'utf-8';
  }
  const text = decodeAs(encoding, body, (offset, what) => complain(mark.octets + offset, what));
  return { text, encoding, offsetOf: offsets(text, encoding, octets.length, mark.octets), problems };
}

function byteOrderMark(octets: Uint8Array): { readonly encoding: Encoding | null; readonly octets: number } {
  const [a, b, c] = octets;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', octets: 3 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', octets: 2 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', octets: 2 };
  return { encoding: null, octets: 0 };
}

/** Whether the first character is a `<` of two octets. */
function wideForm(octets: Uint8Array): 'utf-16be' | 'utf-16le' | null {
  const [a, b] = octets;
  if (a === 0 && b === 0x3c) return 'utf-16be';
  return a === 0x3c && b === 0 ? 'utf-16le' : null;
}

function decodeAs(encoding: Encoding, octets: Uint8Array, complain: (offset: number, what: string) => void): string {
  if (encoding === 'iso-8859-1' || encoding === 'us-ascii') {
    const high = encoding === 'us-ascii' ? octets.findIndex((octet) => octet > 0x7f) : -1;
    if (high !== -1) complain(high, 'an octet above 7F is not us-ascii');
    return latin1(octets);
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(octets);
    complain(encoding === 'utf-8' ? firstDifference(octets, new TextEncoder().encode(text)) : 0, `is not ${encoding}`);
    return text;
  }
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((octet, i) => octet !== b[i]);
  return at === -1 ? a.length : at;
}

function offsets(text: string, encoding: Encoding, totalOctets: number, markOctets: number): (index: number) => number {
  const bounded = (offset: number): number => Math.min(markOctets + offset, totalOctets);
  if (encoding === 'utf-16be' || encoding === 'utf-16le') return (index) => bounded(2 * index);
  if (encoding !== 'utf-8' || text.length === totalOctets - markOctets) return (index) => bounded(index);
  const table = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i += 1) table[i + 1] = (table[i] ?? 0) + utf8Octets(text.charCodeAt(i));
  return (index) => bounded(table[Math.min(Math.max(index, 0), text.length)] ?? 0);
}

/** Octets of a UTF-16 code unit in UTF-8; a pair has its four counted at its first half. */
function utf8Octets(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (unit >= 0xd800 && unit <= 0xdbff) return 4;
  return unit >= 0xdc00 && unit <= 0xdfff ? 0 : 3;
}
