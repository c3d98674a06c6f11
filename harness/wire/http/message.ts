import type { Framer } from '../framing.ts';
import type { Problem } from '../octets.ts';

/** A header as written: name in its own case, value without surrounding white space. */
export type HttpHeader = readonly [name: string, value: string];

export type HttpMessage = {
  readonly kind: 'request' | 'response';
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
  readonly problems: readonly Problem[];
};

/** One whole message, read leniently: what is wrong is in `problems`; chunked bodies are joined. */
export function decodeHttp(octets: Uint8Array): HttpMessage {
  throw new RangeError(`not yet: ${octets.length}`);
}

/** Cuts a connection's octets into HTTP messages; bodies above `maxOctets` lose the framing. */
export function httpFramer(side: 'request' | 'response', maxOctets: number): Framer {
  throw new RangeError(`not yet: ${side} ${maxOctets}`);
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

/** An HTTP/1.1 request; Content-Length is added unless the headers say how the body ends. */
export function encodeRequest(request: HttpRequestInput): Uint8Array {
  throw new RangeError(`not yet: ${request.method}`);
}

/** An HTTP/1.1 response; Content-Length is added unless the headers say how the body ends. */
export function encodeResponse(response: HttpResponseInput): Uint8Array {
  throw new RangeError(`not yet: ${response.status}`);
}

/** The first header of that name, in whatever case. */
export function header(message: { readonly headers: readonly HttpHeader[] }, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find(([is]) => is.toLowerCase() === wanted)?.[1];
}
