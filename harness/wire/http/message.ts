import type { Problem } from '../octets.ts';
import { concat, fromLatin1 } from '../octets.ts';
import { bodyRule } from './body-rule.ts';
import type { ChunkScanner } from './chunked.ts';
import { makeChunkScanner } from './chunked.ts';
import type { HttpHeader } from './fields.ts';
import type { Head, StartLine } from './head.ts';
import { parseHead } from './head.ts';

export type { HttpHeader } from './fields.ts';
export { httpFramer } from './framer.ts';

/** A message as read: of a request `status` and `reason` are empty, of a response `method` and `target`. */
export type HttpMessage = StartLine & {
  readonly headers: readonly HttpHeader[];
  /** Without the chunks it came in. */
  readonly body: Uint8Array;
  readonly problems: readonly Problem[];
};

/** One whole message, read leniently: what is wrong with it is in `problems`. */
export function decodeHttp(octets: Uint8Array): HttpMessage {
  const { headers, sizeOctets, problems, ...startLine } = parseHead(octets);
  const framing = bodyRule({ ...startLine, headers, sizeOctets, problems });
  const { body, problems: bodyProblems } = readBody(octets, { sizeOctets, framing });
  return { ...startLine, headers, body, problems: [...problems, ...framing.problems, ...bodyProblems] };
}

function readBody(
  octets: Uint8Array,
  { sizeOctets, framing }: { readonly sizeOctets: Head['sizeOctets']; readonly framing: ReturnType<typeof bodyRule> },
): { readonly body: Uint8Array; readonly problems: readonly Problem[] } {
  const { rule } = framing;
  switch (rule.kind) {
    case 'length':
    case 'upTo': {
      const end = sizeOctets + rule.octets;
      const body = octets.slice(sizeOctets, end);
      const short = rule.kind === 'length' && octets.length < end;
      const what = `Content-Length says ${rule.octets} octets, there are ${body.length}`;
      return {
        body,
        problems: [...(short ? [{ field: 'body', offset: octets.length, what }] : []), ...rest(octets, end)],
      };
    }
    case 'chunked': {
      const scanner = makeChunkScanner(sizeOctets, octets.length);
      const scan = scanner.scan(octets, 0, octets.length);
      const body = joinChunks(octets, scanner.data);
      const { problems } = scanner;
      if (scan.kind === 'done') return { body, problems: [...problems, ...rest(octets, scan.end)] };
      const what = scan.kind === 'more' ? 'ends before the last chunk' : scan.what;
      const offset = scan.kind === 'more' ? octets.length : scan.offset;
      return { body, problems: [...problems, { field: 'body', offset, what }] };
    }
    case 'close':
    case 'lost':
      return { body: octets.slice(sizeOctets), problems: [] };
  }
}

function joinChunks(octets: Uint8Array, chunks: ChunkScanner['data']): Uint8Array {
  const body = new Uint8Array(chunks.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { from, to } of chunks) {
    body.set(octets.subarray(from, to), at);
    at += to - from;
  }
  return body;
}

function rest(octets: Uint8Array, end: number): readonly Problem[] {
  const left = octets.length - end;
  return left > 0 ? [{ field: 'body', offset: end, what: `${left} octets after the message's end` }] : [];
}

export type HttpRequestInput = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
};

export type HttpResponseInput = {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
};

/** An HTTP/1.1 request; Content-Length is added unless the headers say how the body ends, or a GET has none. */
export function encodeRequest(request: HttpRequestInput): Uint8Array {
  const bodiless = request.body.length === 0 && request.method === 'GET';
  return encode(`${request.method} ${request.target} HTTP/1.1`, request, bodiless);
}

/** An HTTP/1.1 response; Content-Length is added unless the headers say how the body ends, or the status has none. */
export function encodeResponse(response: HttpResponseInput): Uint8Array {
  const bodiless = response.status < 200 || response.status === 204 || response.status === 304;
  return encode(`HTTP/1.1 ${response.status} ${response.reason}`, response, bodiless);
}

function encode(
  startLine: string,
  { headers, body }: { readonly headers: readonly HttpHeader[]; readonly body: Uint8Array },
  bodiless: boolean,
): Uint8Array {
  const framed = headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const length: HttpHeader[] = bodiless || framed ? [] : [['Content-Length', String(body.length)]];
  const lines = [startLine, ...[...headers, ...length].map(([name, value]) => `${name}: ${value}`), '', ''];
  return concat(fromLatin1(lines.join('\r\n')), body);
}

/** The first header of that name, in whatever case. */
export function header(message: { readonly headers: readonly HttpHeader[] }, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find(([is]) => is.toLowerCase() === wanted)?.[1];
}
