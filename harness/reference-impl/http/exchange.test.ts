import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { makeReactor } from '../reactor.ts';
import { rehearse } from '../rehearsal.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { exchange } from './exchange.ts';

function client(): { readonly http: Rehearsal; readonly answers: (string | null)[] } {
  const answers: (string | null)[] = [];
  const actor = makeReactor((reactor) => ({
    started: () => {
      const to = { host: 'h', port: 1 };
      const request = { connection: 'x', to, octets: fromLatin1('GET'), pco: 'pap', answerUs: 1_000_000 } as const;
      exchange(reactor, request, (response) => void answers.push(response === null ? null : latin1(response)));
    },
    accepted: () => undefined,
    command: () => undefined,
  }));
  const http = rehearse(actor);
  http.start();
  return { http, answers };
}

test('the request goes out when the connection is there, and the whole response comes back once', () => {
  const { http, answers } = client();
  expect(http.sent('x')).toEqual([]);
  http.open('x');
  expect(http.sent('x').map(latin1)).toEqual(['GET']);
  const response = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab';
  for (const char of `HTTP/1.1 100 Continue\r\n\r\n${response}`) http.say('x', fromLatin1(char));
  http.say('x', fromLatin1(response));
  http.close('x');
  http.pass(2_000_000);
  expect(answers).toEqual([response]);
  expect(http.hasClosed('x')).toBe(true);
});

test('a response whose end is the end of the connection is whole', () => {
  const { http, answers } = client();
  http.open('x');
  http.say('x', fromLatin1('HTTP/1.0 200 OK\r\n\r\nab'));
  expect(answers).toEqual([]);
  http.close('x');
  expect(answers).toEqual(['HTTP/1.0 200 OK\r\n\r\nab']);
});

test('no connection, no response, half a response and no HTTP are no answer, told once', () => {
  const failures: readonly ((http: Rehearsal) => unknown)[] = [
    (http) => http.close('x'),
    (http) => http.pass(1_000_000),
    (http) => {
      http.open('x');
      http.pass(1_000_000);
    },
    (http) => {
      http.open('x');
      http.say('x', fromLatin1('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na'));
      http.close('x');
    },
    (http) => {
      http.open('x');
      http.say('x', fromLatin1('HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n'));
    },
  ];
  for (const fail of failures) {
    const { http, answers } = client();
    fail(http);
    http.pass(5_000_000);
    assert.deepEqual(answers, [null]);
  }
  expect(failures).toHaveLength(5);
});
