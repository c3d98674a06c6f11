import type { Actor } from '../../core/actor.ts';
import { deriveSeed, makeRng } from '../../core/rng.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import type { HttpMessage } from '../../wire/http/message.ts';
import { concat, fromLatin1 } from '../../wire/octets.ts';
import { bare, serveHttp } from '../http/server.ts';
import type { Reply } from '../http/server.ts';
import { filler } from '../pi/content.ts';
import { makeReactor } from '../reactor.ts';
import type { Reactions, Reactor } from '../reactor.ts';
import type { OriginPolicy } from './policy.ts';

/** Requests carry no body here. */
const MAX_BODY_OCTETS = 65_536;
const READ_US = 10_000_000;
/** Size of a body where a case says none. */
const USUAL_OCTETS = 2_000;
/** What is announced, and never comes. */
const GIBIBYTE = 1_073_741_824;
/** Size of a chunk, and the most that are sent to a reader that takes them. */
const CHUNK_OCTETS = 65_536;
const MAX_CHUNKS = 64;

/** The reference content server: the PI's own (patent step 13). */
export function makeReferenceOrigin(policy: OriginPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return (_, settings) => makeReactor((reactor) => makeServer(reactor, policy, settings));
}

function makeServer(reactor: Reactor, policy: OriginPolicy, { seed }: ChainSettings): Reactions {
  let octets = USUAL_OCTETS;
  let cacheControl = 'no-store';
  let how: unknown = null;

  /** The same target has the same body. */
  const bodyOf = (target: string): Uint8Array => {
    const text = filler(octets, makeRng(deriveSeed(seed, 'origin', target, String(octets))));
    return fromLatin1(text);
  };
  const answer = (request: HttpMessage): Reply => {
    if (request.method !== 'GET') return bare(405, 'Method Not Allowed', [['Allow', 'GET']]);
    const status = policy.answerStatus(request);
    if (status !== 200) return bare(status, 'Not Found', []);
    const headers: Reply['headers'] = [
      ['Content-Type', 'text/vnd.wap.wml'],
      ['Cache-Control', cacheControl],
    ];
    return { status, reason: 'OK', headers, body: bodyOf(request.target) };
  };
  const misbehave = (connection: string): void => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/vnd.wap.wml\r\n';
    const filled = new Uint8Array(CHUNK_OCTETS).fill(0x2e);
    if (how === 'announce') {
      reactor.send(connection, concat(fromLatin1(`${head}Content-Length: ${GIBIBYTE}\r\n\r\n`), filled));
    }
    if (how === 'garble')
      reactor.send(connection, fromLatin1('HTTP/1.1 OK\r\nContent-Length: 5\r\nContent-Length: x\r\n\r\nhello'));
    if (how !== 'chunks') return;
    const chunk = concat(fromLatin1(`${CHUNK_OCTETS.toString(16)}\r\n`), filled, fromLatin1('\r\n'));
    reactor.send(connection, concat(fromLatin1(`${head}Transfer-Encoding: chunked\r\n\r\n`), chunk));
    for (let sent = 1; sent < MAX_CHUNKS; sent += 1) reactor.send(connection, chunk);
  };

  return {
    started: () => reactor.listen('origin.fetch', 'fetch'),
    accepted: (connection) =>
      serveHttp(reactor, connection, {
        maxOctets: MAX_BODY_OCTETS,
        readUs: READ_US,
        handle: (request, _, reply) => {
          if (how === null) reply(answer(request));
          else misbehave(connection);
        },
      }),
    command: (verb, args) => {
      if (verb === 'misbehave') how = args['how'];
      if (verb !== 'serve') return;
      octets = Number(args['octets'] ?? octets);
      cacheControl = args['maxAge'] === undefined ? 'no-store' : `max-age=${Number(args['maxAge'])}`;
    },
  };
}
