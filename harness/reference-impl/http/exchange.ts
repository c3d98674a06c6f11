import type { Endpoint } from '../../core/actor.ts';
import type { Pco } from '../../core/party.ts';
import { decodeHttp, httpFramer } from '../../wire/http/message.ts';
import type { Reactor } from '../reactor.ts';

/** Largest answer an HTTP client reads (pap.md 11). */
export const MAX_ANSWER_OCTETS = 1_048_576;

/** One HTTP request over a connection of its own. */
export type Exchange = {
  readonly connection: string;
  readonly to: Endpoint;
  readonly pco: Pco;
  readonly octets: Uint8Array;
  /** How long the answer may take, from the attempt to connect, in microseconds. */
  readonly answerUs: number;
};

/**
 * Posts and closes. `answered` gets the octets of the response, once; `null` when there was none in time,
 * the connection closed before it, or no HTTP could be made of it.
 */
export function exchange(reactor: Reactor, request: Exchange, answered: (response: Uint8Array | null) => void): void {
  const { connection, to, pco, octets, answerUs } = request;
  const timer = `answer ${connection}`;
  const framer = httpFramer('response', MAX_ANSWER_OCTETS);
  const end = (response: Uint8Array | null): void => {
    reactor.cancel(timer);
    reactor.close(connection);
    answered(response);
  };
  const take = (frames: ReturnType<typeof framer.push>): boolean => {
    for (const { octets: response, problem } of frames) {
      const status = decodeHttp(response).status;
      if (problem === null && status >= 100 && status < 200) continue;
      end(problem === null ? response : null);
      return true;
    }
    return false;
  };
  reactor.connect(connection, to, pco, {
    opened: () => reactor.send(connection, octets),
    octets: (chunk) => void take(framer.push(chunk)),
    closed: () => {
      if (!take(framer.end())) end(null);
    },
  });
  reactor.after(timer, answerUs, () => end(null));
}
