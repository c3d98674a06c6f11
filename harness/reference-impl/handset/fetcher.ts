import type { Endpoint } from '../../core/actor.ts';
import { decodeHttp, encodeRequest, header } from '../../wire/http/message.ts';
import { exchange } from '../http/exchange.ts';
import type { Reactor } from '../reactor.ts';

/** Answers that are kept at most; the oldest makes room. */
const MAX_KEPT = 64;
/** Fetches that may be on their way at once; more are not begun. */
const MAX_FETCHES = 64;

/** How the handset loads what a push indicates: over the WAP gateway, an HTTP proxy (push-ota.md 8). */
export type Fetcher = {
  readonly fetch: (url: string) => void;
  /** Forgets what is kept of the URLs that this picks. */
  readonly drop: (picks: (url: string) => boolean) => void;
};

export type FetcherOptions = {
  readonly reactor: Reactor;
  readonly number: string;
  readonly gateway: () => Endpoint;
  readonly answerUs: number;
};

/** A fetcher whose cache holds what its server lets it keep. */
export function makeFetcher({ reactor, number, gateway, answerUs }: FetcherOptions): Fetcher {
  /** By URL, until when. */
  const kept = new Map<string, number>();
  let fetches = 0;
  let open = 0;

  const keep = (url: string, response: Uint8Array | null): void => {
    const message = response === null ? null : decodeHttp(response);
    const [, maxAge] =
      /(?:^|[\s,])max-age=(\d{1,9})\b/i.exec(message === null ? '' : (header(message, 'cache-control') ?? '')) ?? [];
    if (message?.status !== 200 || maxAge === undefined) return;
    const [oldest] = kept.keys();
    if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(url, reactor.nowUs() + Number(maxAge) * 1_000_000);
  };

  return {
    fetch: (url) => {
      if ((kept.get(url) ?? 0) > reactor.nowUs() || open >= MAX_FETCHES) return;
      const [, host = ''] = /^[a-z]+:\/\/([^/?#]*)/i.exec(url) ?? [];
      const headers: [string, string][] = [
        ['Host', host],
        ['Accept', 'text/vnd.wap.wml, application/vnd.wap.wmlc, */*'],
        ['Connection', 'close'],
      ];
      const octets = encodeRequest({ method: 'GET', target: url, headers, body: new Uint8Array(0) });
      fetches += 1;
      open += 1;
      const connection = `fetch ${number} ${fetches}`;
      exchange(reactor, { connection, to: gateway(), pco: 'fetch', octets, answerUs }, (response) => {
        open -= 1;
        keep(url, response);
      });
    },
    drop: (picks) => {
      for (const url of kept.keys()) if (picks(url)) kept.delete(url);
    },
  };
}
