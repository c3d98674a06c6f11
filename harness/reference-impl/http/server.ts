import type { HttpHeader, HttpMessage } from '../../wire/http/message.ts';
import { decodeHttp, encodeResponse, header, httpFramer } from '../../wire/http/message.ts';
import type { Reactor } from '../reactor.ts';

/** Requests that a client may send ahead of the answers; above it the connection is closed. */
export const MAX_PIPELINED_REQUESTS = 64;

/** A response to be; `headers` besides Content-Length and Connection. */
export type Reply = {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
};

/** `octets` are the whole request. `reply` may be called later, once; `null` closes without an answer. */
export type Handle = (request: HttpMessage, octets: Uint8Array, reply: (reply: Reply | null) => void) => void;

export type ServerOptions = {
  /** Largest body of a request; above it: 413 and close. */
  readonly maxOctets: number;
  /** How long a connection may stay without a complete request, in microseconds. */
  readonly readUs: number;
  readonly handle: Handle;
};

const EMPTY = new Uint8Array(0);

/** An answer without a body. */
export function bare(status: number, reason: string, headers: readonly HttpHeader[]): Reply {
  return { status, reason, headers, body: EMPTY };
}

/** Serves HTTP/1.1 on one accepted connection: requests in order, kept alive unless either side ends it (RFC 9112, 9.3). */
export function serveHttp(reactor: Reactor, connection: string, options: ServerOptions): void {
  const framer = httpFramer('request', options.maxOctets);
  const waiting: Uint8Array[] = [];
  const timer = `read ${connection}`;
  let busy = false;
  let broken: Reply | null = null;
  let open = true;

  const shut = (): void => {
    open = false;
    waiting.length = 0;
    reactor.cancel(timer);
    reactor.close(connection);
  };
  const respond = (reply: Reply, closing: boolean): void => {
    const headers: HttpHeader[] = closing ? [...reply.headers, ['Connection', 'close']] : [...reply.headers];
    reactor.send(connection, encodeResponse({ ...reply, headers }));
    if (closing) shut();
  };
  const serveNext = (): void => {
    while (open && !busy) {
      const octets = waiting.shift();
      if (octets === undefined) break;
      serve(octets);
    }
    if (open && !busy && broken !== null) respond(broken, true);
    if (open && !busy) reactor.after(timer, options.readUs, shut);
  };
  const serve = (octets: Uint8Array): void => {
    const request = decodeHttp(octets);
    const closing = endsAfter(request) || isAmbiguous(request);
    busy = true;
    reactor.cancel(timer);
    options.handle(request, octets, (reply) => {
      if (!busy || !open) return;
      busy = false;
      if (reply === null) shut();
      else respond(reply, closing);
      serveNext();
    });
  };

  reactor.accept(connection, {
    opened: () => undefined,
    octets: (chunk) => {
      for (const { octets, problem } of framer.push(chunk)) {
        if (problem === null) waiting.push(octets);
        else broken = tooLarge(problem) ? bare(413, 'Content Too Large', []) : bare(400, 'Bad Request', []);
      }
      if (waiting.length > MAX_PIPELINED_REQUESTS) shut();
      else if (!busy && (waiting.length > 0 || broken !== null)) serveNext();
    },
    closed: () => {
      open = false;
      reactor.cancel(timer);
    },
  });
  reactor.after(timer, options.readUs, shut);
}

function endsAfter(request: HttpMessage): boolean {
  const words = (header(request, 'connection') ?? '').split(',').map((word) => word.trim().toLowerCase());
  if (request.version === 'HTTP/1.0') return !words.includes('keep-alive');
  return words.includes('close');
}

/** What follows a request whose end is told in two ways may be part of it: it is not read (RFC 9112, 6.1; SEC-006). */
function isAmbiguous({ problems }: HttpMessage): boolean {
  return problems.some(({ field }) => field === 'content-length' || field === 'transfer-encoding');
}

/** Framing is lost to size when more is announced, or has come, than the limit; else to broken HTTP. */
function tooLarge(problem: string): boolean {
  return /more than \d+ octets/.test(problem);
}
