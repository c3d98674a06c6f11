import { remembered } from '../core/remembered.ts';
import { isMessage, type Message, type TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { header, type HttpMessage } from '../wire/http/message.ts';

/** A request for content, its answer, and how its connection ended. */
export type Fetch = {
  readonly request: Message;
  readonly http: HttpMessage;
  /** In absolute form; a proxy is asked so, a server by target and Host. */
  readonly url: string;
  readonly response: Message | null;
  /** The answer as read. */
  readonly answer: HttpMessage | null;
  /** When the connection was closed. */
  readonly closed: TraceEvent | null;
};

/** The fetches of a view, as their `client` or their `server`, in order. */
export function fetches(view: View, side: 'client' | 'server'): readonly Fetch[] {
  return side === 'client' ? asClient(view) : asServer(view);
}

const asClient = remembered((view: View) => fetchesOf(view, 'out'));
const asServer = remembered((view: View) => fetchesOf(view, 'in'));

function fetchesOf(view: View, asks: 'out' | 'in'): readonly Fetch[] {
  const messages = view.events.flatMap((event) => {
    if (!isMessage(event) || event.pco !== 'fetch' || event.message.kind !== 'pap') return [];
    return [{ event, http: event.message.pap.http }];
  });
  const requests = messages.filter(({ event, http }) => event.direction === asks && http.kind === 'request');
  const answered = new Set<Message>();
  return requests.map(({ event: request, http }) => {
    const response = messages.find(
      ({ event, http: said }) =>
        event.connection === request.connection &&
        event.seq > request.seq &&
        event.direction !== asks &&
        said.kind === 'response' &&
        said.status >= 200 &&
        !answered.has(event),
    );
    if (response !== undefined) answered.add(response.event);
    const closed = view.events.find(
      ({ kind, connection, seq }) => kind === 'closed' && connection === request.connection && seq > request.seq,
    );
    return {
      request,
      http,
      url: urlOf(http),
      response: response?.event ?? null,
      answer: response?.http ?? null,
      closed: closed ?? null,
    };
  });
}

function urlOf(http: HttpMessage): string {
  return /^[a-z]+:\/\//i.test(http.target) ? http.target : `http://${header(http, 'host') ?? ''}${http.target}`;
}

/** Whether two URLs are one by the generic rules: case of scheme and host, default port, empty path, escapes, fragment (AMB-53). */
export function sameUrl(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

/** The scheme left out: a proxy passes a request on without it. */
export function sameUrlBehindProxy(one: string, other: string): boolean {
  return normal(one).replace(/^https?:/, '') === normal(other).replace(/^https?:/, '');
}

function normal(url: string): string {
  const plain = url.trim().replace(/#.*$/s, '');
  let whole = plain;
  try {
    whole = new URL(plain).href;
  } catch {
    // It stays as it is written, and only its like is the same.
  }
  return whole
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[A-Za-z0-9\-._~]/.test(character) ? character : escape.toUpperCase();
    })
    .replace(/\?$/, '');
}
