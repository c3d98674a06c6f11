import { expect, test } from '@playwright/test';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { makeReactor } from '../reactor.ts';
import { rehearse } from '../rehearsal.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { bare, serveHttp } from './server.ts';
import type { Reply } from './server.ts';

type HeldServer = Rehearsal & {
  /** Targets of the requests handed on so far. */
  readonly targets: readonly string[];
  /** Answers a request, the first handed on being 0. */
  readonly answer: (index: number, reply: Reply | null) => void;
};

/** A server that keeps each request until the test answers it. */
function heldServer(): HeldServer {
  const targets: string[] = [];
  const replies: ((reply: Reply | null) => void)[] = [];
  let answered: () => void = () => undefined;
  const actor = makeReactor((reactor) => ({
    started: () => undefined,
    accepted: (connection) =>
      serveHttp(reactor, connection, {
        maxOctets: 10,
        readUs: 1_000_000,
        handle: ({ target }, _, reply) => {
          targets.push(target);
          replies.push(reply);
        },
      }),
    command: () => answered(),
  }));
  const server = rehearse(actor);
  server.accept('c', 'toy');
  return {
    ...server,
    targets,
    answer: (index, reply) => {
      answered = () => replies[index]?.(reply);
      server.tell({ kind: 'command', verb: 'answer', arguments: {} });
    },
  };
}

function get(target: string, version: string, ...headers: readonly string[]): Uint8Array {
  return fromLatin1([`GET ${target} ${version}`, 'Host: h', ...headers, '', ''].join('\r\n'));
}

test('a request is handed on only when the one before it has been answered', () => {
  const server = heldServer();
  server.say('c', get('/1', 'HTTP/1.1'));
  server.say('c', get('/2', 'HTTP/1.1'));
  expect(server.targets).toEqual(['/1']);
  server.answer(0, bare(404, 'Not Found', []));
  expect(server.targets).toEqual(['/1', '/2']);
  expect(server.hasClosed('c')).toBe(false);
});

test('the connection ends after an answer when either the request or its version says so', () => {
  const endings: readonly (readonly [Uint8Array, boolean])[] = [
    [get('/', 'HTTP/1.1', 'Connection: close'), true],
    [get('/', 'HTTP/1.1', 'connection: Keep-Alive, CLOSE'), true],
    [get('/', 'HTTP/1.0'), true],
    [get('/', 'HTTP/1.0', 'Connection: keep-alive'), false],
    [get('/', 'HTTP/1.1'), false],
  ];
  for (const [request, ends] of endings) {
    const server = heldServer();
    server.say('c', request);
    server.answer(0, bare(204, 'No Content', []));
    expect(server.hasClosed('c')).toBe(ends);
    expect(latin1(server.sent('c')[0] ?? new Uint8Array()).includes('Connection: close')).toBe(ends);
  }
});

test('a reply of null closes without an answer, and a second reply is none', () => {
  const server = heldServer();
  server.say('c', get('/1', 'HTTP/1.1'));
  server.answer(0, null);
  server.answer(0, bare(200, 'OK', []));
  expect(server.sent('c')).toEqual([]);
});

test('a request that is too large, or no HTTP, is refused after those before it were answered', () => {
  const server = heldServer();
  server.say('c', get('/1', 'HTTP/1.1'));
  server.say('c', fromLatin1('POST /2 HTTP/1.1\r\nContent-Length: 11\r\n\r\n'));
  expect(server.sent('c')).toEqual([]);
  server.answer(0, bare(204, 'No Content', []));
  expect(server.sent('c').map((octets) => latin1(octets).slice(0, 12))).toEqual(['HTTP/1.1 204', 'HTTP/1.1 413']);
  expect(server.hasClosed('c')).toBe(true);
});

test('a connection without a whole request in time is closed, octet by octet or silent', () => {
  const server = heldServer();
  for (let second = 0; second < 20; second += 1) {
    server.say('c', fromLatin1('G'));
    server.pass(100_000);
  }
  expect(server.hasClosed('c')).toBe(true);
});

test('a client that sends too many requests ahead is cut off', () => {
  const server = heldServer();
  const requests = Array.from({ length: 70 }, () => latin1(get('/', 'HTTP/1.1'))).join('');
  server.say('c', fromLatin1(requests));
  expect(server.hasClosed('c')).toBe(true);
  expect(server.targets).toHaveLength(0);
});

test('what stands behind a request whose end is told in two ways is not read', () => {
  const server = heldServer();
  const ambiguous = 'POST /1 HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  server.say('c', fromLatin1(`${ambiguous}GET /2 HTTP/1.1\r\n\r\n`));
  server.answer(0, bare(202, 'Accepted', []));
  expect(server.targets).toEqual(['/1']);
  expect(server.hasClosed('c')).toBe(true);
});
