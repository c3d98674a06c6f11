import { expect, test } from '@playwright/test';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse, type Rehearsal } from '../rehearsal.ts';
import { makeReferenceGateway } from './gateway.ts';
import { referencePolicy } from './policy.ts';

const GET =
  'GET http://a.example:81/x?y=1 HTTP/1.1\r\nHost: a.example:81\r\nAccept: */*\r\nProxy-Authorization: Basic eA==\r\n\r\n';

/** A gateway that was asked for something. */
function asked(request: string): Rehearsal {
  const gateway = rehearse(makeReferenceGateway(referencePolicy)(rehearsalAddresses, rehearsalSettings([], {})));
  gateway.start();
  gateway.accept('h', 'gateway.fetch');
  gateway.say('h', fromLatin1(request));
  return gateway;
}

function answerOf(gateway: Rehearsal): string {
  return gateway.sent('h').map(latin1).join('');
}

test('a request goes to the content server in its own form, without what is between handset and gateway', () => {
  const gateway = asked(GET);
  gateway.open('origin 1');
  expect(gateway.sent('origin 1').map(latin1)).toEqual([
    'GET /x?y=1 HTTP/1.1\r\nHost: a.example:81\r\nAccept: */*\r\nVia: 1.1 pushproof\r\nConnection: close\r\n\r\n',
  ]);
});

test('an answer comes back with its own status and body', () => {
  const gateway = asked(GET);
  gateway.open('origin 1');
  gateway.say('origin 1', fromLatin1('HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 4\r\n\r\nnone'));
  expect(answerOf(gateway)).toMatch(/^HTTP\/1\.1 404 Not Found\r\nX-A: b\r\n/);
  expect(answerOf(gateway)).toMatch(/\r\n\r\nnone$/);
});

test('a server that is silent gives 504, one that is too large, breaks off or speaks no HTTP gives 502', () => {
  const silent = asked(GET);
  silent.open('origin 1');
  silent.pass(60_000_000);
  expect(answerOf(silent)).toMatch(/^HTTP\/1\.1 504 /);
  for (const said of ['HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nx', 'SSH-2.0-x\r\n\r\n']) {
    const gateway = asked(GET);
    gateway.open('origin 1');
    gateway.say('origin 1', fromLatin1(said));
    gateway.close('origin 1');
    expect(answerOf(gateway), said).toMatch(/^HTTP\/1\.1 502 /);
  }
});

test('what is no request of a proxy is refused', () => {
  expect(answerOf(asked('GET /x HTTP/1.1\r\nHost: a\r\n\r\n'))).toMatch(/^HTTP\/1\.1 400 /);
  expect(answerOf(asked('DELETE http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n'))).toMatch(/^HTTP\/1\.1 501 /);
});
