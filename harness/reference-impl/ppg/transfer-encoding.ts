import { fromLatin1, latin1 } from '../../wire/octets.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGIT = new Map(Array.from(BASE64, (char, value) => [char, value] as const));

/** A body without its Content-Transfer-Encoding (RFC 2045, 6); `null` when that is unknown or does not fit the octets. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'base64':
      return decodeBase64(latin1(body));
    case 'quoted-printable':
      return decodeQuotedPrintable(latin1(body));
    default:
      return null;
  }
}

function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replace(/[\r\n\t ]+/g, '');
  const digits = compact.replace(/={1,2}$/, '');
  if (compact.length % 4 !== 0 || digits.length % 4 === 1) return null;
  const octets = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of digits) {
    const value = DIGIT.get(char);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    octets[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return octets;
}

function decodeQuotedPrintable(text: string): Uint8Array | null {
  const lines = text.split('\n');
  let joined = '';
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const end = line.endsWith('\r') && !isLast ? '\r\n' : '\n';
    const content = withoutTrailingBlanks(end === '\r\n' ? line.slice(0, -1) : line);
    if (content.endsWith('=')) joined += content.slice(0, -1);
    else joined += isLast ? content : content + end;
  }
  if (/=(?![0-9A-Fa-f]{2})/.test(joined)) return null;
  return fromLatin1(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}
