import type { Problem } from '../octets.ts';
import type { HttpHeader } from './fields.ts';
import { trimBlanks } from './fields.ts';
import type { Head } from './head.ts';

/**
 * How a body ends (RFC 9112, 6.3). `upTo`: lengths differ in a response, so at the connection's end or at the
 * greatest of them. `lost`: what follows the head cannot be told to be body or next message.
 */
export type BodyRule =
  | { readonly kind: 'length'; readonly octets: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'close' }
  | { readonly kind: 'upTo'; readonly octets: number }
  | { readonly kind: 'lost'; readonly what: string };

export type BodyRuling = { readonly rule: BodyRule; readonly problems: readonly Problem[] };

/** Digits of the largest Content-Length that is read as a number. */
const MAX_LENGTH_DIGITS = 15;

/** What the head says of the body's end, leniently; requests only where it cannot smuggle another. */
export function bodyRule(head: Head): BodyRuling {
  const problems: Problem[] = [];
  const complain = (field: string, what: string): void => void problems.push({ field, offset: 0, what });
  const lengths = listOf(head.headers, 'content-length');
  const codings = listOf(head.headers, 'transfer-encoding').map((coding) => coding.toLowerCase());
  if (codings.length > 0) {
    if (lengths.length > 0) complain('content-length', 'stands beside Transfer-Encoding, which wins');
    if (head.version === 'HTTP/1.0') complain('transfer-encoding', 'HTTP/1.0 has none');
  }
  return { rule: ruleOf(head, lengths, codings, complain), problems };
}

function ruleOf(
  head: Head,
  lengths: readonly string[],
  codings: readonly string[],
  complain: (field: string, what: string) => void,
): BodyRule {
  const isRequest = head.kind === 'request';
  const lose = (field: string, what: string): BodyRule => {
    complain(field, what);
    return isRequest ? { kind: 'lost', what: `${field}: ${what}` } : { kind: 'close' };
  };
  if (!isRequest && (head.status < 200 || head.status === 204 || head.status === 304) && head.status >= 100) {
    return { kind: 'length', octets: 0 };
  }
  if (codings.length > 0) {
    if (codings.indexOf('chunked') === codings.length - 1) {
      if (codings.length > 1) complain('transfer-encoding', `'${codings.join(', ').slice(0, 40)}' is not undone`);
      return { kind: 'chunked' };
    }
    return lose('transfer-encoding', `'${codings.join(', ').slice(0, 40)}' does not tell where the body ends`);
  }
  const [first] = lengths;
  if (first === undefined) return isRequest ? { kind: 'length', octets: 0 } : { kind: 'close' };
  const odd = lengths.find((length) => !/^\d+$/.test(length) || length.length > MAX_LENGTH_DIGITS);
  if (odd !== undefined) return lose('content-length', `'${odd.slice(0, 40)}' is no length`);
  const numbers = lengths.map(Number);
  const greatest = numbers.reduce((a, b) => Math.max(a, b));
  if (numbers.some((number) => number !== greatest)) {
    complain('content-length', `several that differ: ${numbers.slice(0, 8).join(', ')}`);
    return isRequest
      ? { kind: 'lost', what: 'content-length: several that differ' }
      : { kind: 'upTo', octets: greatest };
  }
  if (numbers.length > 1) complain('content-length', 'given more than once');
  return { kind: 'length', octets: greatest };
}

function listOf(headers: readonly HttpHeader[], name: string): readonly string[] {
  return headers.filter(([is]) => is.toLowerCase() === name).flatMap(([, value]) => value.split(',').map(trimBlanks));
}
