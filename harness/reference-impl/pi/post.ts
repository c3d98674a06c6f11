import { assert } from '../../core/assert.ts';
import type { HttpHeader } from '../../wire/http/message.ts';
import { encodeRequest } from '../../wire/http/message.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { expand, type Facts } from './template.ts';

/** The parts of a push that is as it should be; a case changes some of it. */
export type Usual = {
  readonly control: Uint8Array;
  readonly content: Uint8Array;
  readonly contentType: string;
  /** Application id of the content, `null` = none. */
  readonly applicationId: string | null;
  readonly host: string;
  readonly path: string;
  readonly credentials: readonly HttpHeader[];
  /** Longest body that the PPG says it takes; `null` = it does not say. */
  readonly bodyOctets: number | null;
};

/** Longest body that is posted, so that a trace can hold it. */
export const MAX_POSTED_OCTETS = 2_097_152;

/** Octets of a chunk. */
const CHUNK_OCTETS = 65_536;

type Arguments = Readonly<Record<string, unknown>>;

const BOUNDARY = 'pushproof-post';

/** The octets of `pi.post`: the usual push but for what the case says; texts are templates (template.ts). */
export function writePost(args: Arguments, usual: Usual, facts: Facts): Uint8Array {
  const raw = args['raw'];
  const control = controlOf(args, usual, facts);
  const content = contentOf(args, usual, facts);
  const withParts = { ...facts, control, content: content ?? '' };
  if (typeof raw === 'string') return fromLatin1(expand(raw, withParts));
  const given = args['body'];
  const bare = args['bare'] === true;
  const whole = typeof given === 'string' ? expand(given, withParts) : bare ? control : multipart(control, content);
  const beyond = args['beyondLimit'];
  const body = beyond === undefined ? whole : tooLong(whole, usual.bodyOctets);
  const coding: HttpHeader[] = beyond === 'chunked' ? [['Transfer-Encoding', 'chunked']] : [];
  const contentType = bare ? 'application/xml' : `multipart/related; boundary="${BOUNDARY}"; type="application/xml"`;
  const headers = changed(
    [
      ['Host', usual.host],
      ['Content-Type', contentType],
      // Says whom it is about where its body does not, so that a shared trace can be cut (trace/correlate.ts).
      ['X-Address', facts['address'] ?? ''],
      ...usual.credentials,
      ...coding,
      ['Connection', 'close'],
    ],
    args['headers'],
    facts,
  );
  return encodeRequest({
    method: textOr(args['method'], 'POST'),
    target: expand(textOr(args['target'], '{path}'), facts),
    headers,
    body: fromLatin1(beyond === 'chunked' ? inChunks(body) : body),
  });
}

/** A body with an epilogue that makes it one octet longer than the PPG takes; as it is where no such body can be posted. */
function tooLong(body: string, limit: number | null): string {
  return limit === null || limit >= MAX_POSTED_OCTETS ? body : body.padEnd(limit + 1, 'epilogue\r\n');
}

/** RFC 9112, 7.1. */
function inChunks(body: string): string {
  let chunks = '';
  for (let at = 0; at < body.length; at += CHUNK_OCTETS) {
    const chunk = body.slice(at, at + CHUNK_OCTETS);
    chunks += `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  }
  return `${chunks}0\r\n\r\n`;
}

function controlOf(args: Arguments, usual: Usual, facts: Facts): string {
  const given = args['control'];
  let control = typeof given === 'string' ? expand(given, facts) : latin1(usual.control);
  for (const [from, to] of entriesOf(args['replace'])) {
    const wanted = expand(from, facts);
    assert(control.includes(wanted), `the control entity has '${from}', which is to be replaced`);
    control = control.replace(wanted, () => expand(String(to), facts));
  }
  return control;
}

/** The content part with its headers; `null` = there is none. */
function contentOf(args: Arguments, usual: Usual, facts: Facts): string | null {
  const given = args['content'];
  if (given === null) return null;
  const application: HttpHeader[] =
    usual.applicationId === null || typeof given === 'string' ? [] : [['X-Wap-Application-Id', usual.applicationId]];
  const contentType = textOr(args['contentType'], typeof given === 'string' ? 'text/plain' : usual.contentType);
  const headers = changed([['Content-Type', contentType], ...application], args['contentHeaders'], facts);
  const body = typeof given === 'string' ? expand(given, facts) : latin1(usual.content);
  return `${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

function multipart(control: string, content: string | null): string {
  const parts = [`Content-Type: application/xml\r\n\r\n${control}`, ...(content === null ? [] : [content])];
  return `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('')}--${BOUNDARY}--\r\n`;
}

/** Headers with those of a case put in, in place of one of that name where there is one; `null` takes it out. */
function changed(headers: readonly HttpHeader[], changes: unknown, facts: Facts): readonly HttpHeader[] {
  let result = [...headers];
  for (const [name, value] of entriesOf(changes)) {
    const at = result.findIndex(([is]) => is.toLowerCase() === name.toLowerCase());
    const written: HttpHeader[] = typeof value === 'string' ? [[name, expand(value, facts)]] : [];
    result = at === -1 ? [...result, ...written] : [...result.slice(0, at), ...written, ...result.slice(at + 1)];
  }
  return result;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return value instanceof Object ? Object.entries(value) : [];
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
