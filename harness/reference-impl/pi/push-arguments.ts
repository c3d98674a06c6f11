import type { HttpHeader } from '../../wire/http/message.ts';
import { fromHex } from '../../wire/octets.ts';
import type { ContentKind, PushContent } from './content.ts';
import { givenDocument } from './given-document.ts';

/** The arguments of `pi.push`, with defaults filled in. */
export type PushArguments = {
  /** Digits of the recipients' numbers. */
  readonly to: readonly string[];
  /** Recorded content; `null` = content is generated. */
  readonly given: PushContent | null;
  readonly kind: ContentKind;
  /** Further headers of the content part, and of the HTTP request. */
  readonly headers: readonly HttpHeader[];
  readonly httpHeaders: readonly HttpHeader[];
  readonly wdpOctets: number | null;
  /** How many such pushes, each with content of its own where it is generated. */
  readonly times: number;
  readonly notify: boolean;
  /** What is put behind the URL of notifications. */
  readonly notifyQuery: string;
  readonly priority: string;
  readonly deliveryMethod: string;
  /** From now, in ms; `null` = no such timestamp. */
  readonly deliverBeforeMs: number | null;
  readonly deliverAfterMs: number | null;
};

/** Reads arguments that fit the verb's schema; letters are handsets of the chain. */
export function readPushArguments(args: Readonly<Record<string, unknown>>, numbers: readonly string[]): PushArguments {
  const to = args['to'] ?? 'A';
  const content = args['content'];
  return {
    to: (Array.isArray(to) ? to : [to]).map((recipient) => digitsOf(String(recipient), numbers)),
    given: givenContent(args),
    headers: headersOf(args['headers']),
    httpHeaders: headersOf(args['httpHeaders']),
    kind: content === 'si' || content === 'sl' ? content : 'mms-notification',
    wdpOctets: numberOr(args['wdpOctets'], null),
    times: numberOr(args['times'], null) ?? 1,
    notify: args['notify'] !== false,
    notifyQuery: typeof args['notify'] === 'string' ? args['notify'] : '',
    priority: textOr(args['priority'], 'medium'),
    deliveryMethod: textOr(args['deliveryMethod'], 'notspecified'),
    deliverBeforeMs: numberOr(args['deliverBeforeMs'], null),
    deliverAfterMs: numberOr(args['deliverAfterMs'], null),
  };
}

function givenContent(args: Readonly<Record<string, unknown>>): PushContent | null {
  const { body, document, applicationId } = args;
  const given =
    typeof document === 'string'
      ? givenDocument(document, textOr(args['charset'], 'utf-8'))
      : { contentType: 'application/octet-stream', body: typeof body === 'string' ? fromHex(body) : null };
  if (given.body === null) return null;
  return {
    contentType: textOr(args['contentType'], given.contentType),
    applicationId: typeof applicationId === 'string' ? applicationId : null,
    body: given.body,
  };
}

function headersOf(headers: unknown): readonly HttpHeader[] {
  return Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
}

/** A handset's letter, or a number as written, in digits. */
export function digitsOf(recipient: string, numbers: readonly string[]): string {
  const letter = /^[A-P]$/.test(recipient) ? recipient.charCodeAt(0) - 'A'.charCodeAt(0) : -1;
  return numbers[letter] ?? recipient.replace(/\D/g, '');
}

function numberOr(value: unknown, otherwise: number | null): number | null {
  return typeof value === 'number' ? value : otherwise;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
