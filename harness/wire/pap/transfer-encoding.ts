import { header } from '../http/message.ts';
import { latin1 } from '../octets.ts';
import type { Part } from './multipart.ts';

/** The octets a part stands for; with a problem, those that could be read. */
export type TransferDecoded = { readonly octets: Uint8Array; readonly problem: string | null };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SIXBIT: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (char, value) => [char, value]));

/** Undoes a part's Content-Transfer-Encoding (RFC 2045, 6). */
export function decodeTransfer(part: Part): TransferDecoded {
  const encoding = (header(part, 'content-transfer-encoding') ?? 'binary').toLowerCase();
  switch (encoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return { octets: part.body, problem: null };
    case 'base64':
      return fromBase64(latin1(part.body));
    case 'quoted-printable':
      return fromQuotedPrintable(latin1(part.body));
    default:
      return { octets: part.body, problem: `'${encoding.slice(0, 40)}' is no transfer encoding` };
  }
}

/** RFC 2045, 6.8: line ends are free, other characters outside the alphabet are not. */
function fromBase64(text: string): TransferDecoded {
  const digits = text.replace(/[\r\n\t ]/g, '');
  const data = /^[^=]*/.exec(digits)?.[0] ?? '';
  const padding = digits.slice(data.length);
  const octets = new Uint8Array(Math.floor((data.length * 3) / 4));
  let odd = !/^={0,2}$/.test(padding) || digits.length % 4 !== 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < data.length; i += 1) {
    const value = SIXBIT.get(data.charAt(i));
    odd ||= value === undefined;
    bits = ((bits << 6) | (value ?? 0)) & 0xff_ffff;
    if (i % 4 === 0) continue;
    octets[at] = (bits >> (6 - 2 * (i % 4))) & 0xff;
    at += 1;
  }
  return { octets, problem: odd ? 'is no base64' : null };
}

/** RFC 2045, 6.7: `=` before a line end joins lines; blanks before a line end are not part of the text. */
function fromQuotedPrintable(text: string): TransferDecoded {
  const octets: number[] = [];
  let problem: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t') {
      let end = at;
      while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end += 1;
      const trailing = end === text.length || text.charAt(end) === '\n' || text.startsWith('\r\n', end);
      for (let i = at; i < end && !trailing; i += 1) octets.push(text.charCodeAt(i));
      at = end - 1;
      continue;
    }
    if (char !== '=') {
      octets.push(text.charCodeAt(at));
      continue;
    }
    const softBreak = /^=[ \t]*\r?\n/.exec(text.slice(at, at + 80));
    const hex = /^=[0-9A-Fa-f]{2}/.exec(text.slice(at, at + 3));
    if (softBreak !== null) at += softBreak[0].length - 1;
    else if (hex !== null) {
      octets.push(Number.parseInt(hex[0].slice(1), 16));
      at += 2;
    } else {
      problem = 'is no quoted-printable';
      octets.push(text.charCodeAt(at));
    }
  }
  return { octets: Uint8Array.from(octets), problem };
}
