import { expect, test } from '@playwright/test';
import type { Actor, Input } from '../core/actor.ts';
import { fromLatin1, latin1 } from '../wire/octets.ts';
import { hearing, inBody, inHead, saying } from './rewriting.ts';

const REQUEST = 'POST /pap HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n<a/>';

/** Sends back what it hears. */
const echo: Actor = {
  react: (input) => (input.kind === 'octets' ? [{ ...input, kind: 'send' }] : []),
};

function heard(actor: Actor, ...pieces: readonly string[]): readonly string[] {
  return pieces.flatMap((piece) => {
    const input: Input = { kind: 'octets', connection: 'c', octets: fromLatin1(piece) };
    return actor.react(input, 0).map((effect) => (effect.kind === 'send' ? latin1(effect.octets) : effect.kind));
  });
}

test('a request that comes in pieces is read otherwise, with its length', () => {
  const actor = hearing(inBody(['<a/>', '<longer/>']))(echo);
  expect(heard(actor, REQUEST.slice(0, 10), REQUEST.slice(10, 60), REQUEST.slice(60))).toEqual([
    'POST /pap HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n<longer/>',
  ]);
});

test('a message that the rewriting leaves alone stays octet for octet', () => {
  const odd = 'POST /pap HTTP/1.1\nHost:h\nContent-Length:4\n\n<b/>';
  expect(heard(hearing(inBody(['<a/>', '']))(echo), odd)).toEqual([odd]);
});

test('what is said is rewritten on its way out, and nothing but HTTP of that side', () => {
  const actor = saying('response', inHead(['202 Accepted', '200 OK']))(echo);
  const response = 'HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n';
  expect(heard(actor, response, REQUEST, '\x00\x00\x00\x10')).toEqual([
    'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    REQUEST,
    '\x00\x00\x00\x10',
  ]);
});
