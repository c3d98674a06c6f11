import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { encodeRequest, encodeResponse } from '../http/message.ts';
import { fromLatin1, latin1 } from '../octets.ts';
import { decodePap } from './message.ts';
import type { PapMessage } from './message.ts';
import { buildMultipart } from './multipart.ts';

type Golden = {
  readonly pap: {
    readonly pushSubmissionHttp: string;
    readonly pushResponseHttp: string;
    readonly documents: Readonly<Record<string, string>>;
  };
};
const { pap } = JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as Golden;
const CONTROL = fromLatin1(pap.documents['push'] ?? '');

function post(contentType: string, body: Uint8Array): PapMessage {
  return decodePap(encodeRequest({ method: 'POST', target: '/pap', headers: [['Content-Type', contentType]], body }));
}

function complaints({ problems }: PapMessage): readonly string[] {
  return problems.map(({ field, what }) => `${field}: ${what}`);
}

test('the push submission of the examples is control and content', () => {
  const message = decodePap(fromLatin1(pap.pushSubmissionHttp));
  expect([message.problems, message.http.problems, message.control?.problems]).toEqual([[], [], []]);
  expect(message.control?.operation).toBe('push-message');
  expect(message.content?.headers).toEqual([
    ['Content-Type', 'text/vnd.wap.si'],
    ['X-Wap-Application-Id', 'x-wap-application:wml.ua'],
  ]);
  expect(latin1(message.content?.body ?? new Uint8Array(0))).toMatch(/^<\?xml version="1.0"\?>[^]*<\/si>$/);
  expect(message.capabilities).toBe(null);
});

test('the push submission of the examples is built octet for octet', () => {
  const content = /X-Wap-Application-Id: \S+\r\n\r\n([^]*)\r\n--pushproof-b1--/.exec(pap.pushSubmissionHttp)?.[1] ?? '';
  const body = buildMultipart('pushproof-b1', [
    { headers: [['Content-Type', 'application/xml']], body: CONTROL },
    {
      headers: [
        ['Content-Type', 'text/vnd.wap.si'],
        ['X-Wap-Application-Id', 'x-wap-application:wml.ua'],
      ],
      body: fromLatin1(content),
    },
  ]);
  const headers = [
    ['Host', 'ppg.example.com'],
    ['Content-Type', 'multipart/related; boundary="pushproof-b1"; type="application/xml"'],
    ['Content-Length', '1080'],
    ['Connection', 'close'],
  ] as const;
  expect(latin1(encodeRequest({ method: 'POST', target: '/pap', headers, body }))).toBe(pap.pushSubmissionHttp);
});

test('the answer of the examples is a bare control entity', () => {
  const message = decodePap(fromLatin1(pap.pushResponseHttp));
  expect([message.control?.operation, message.content, message.problems]).toEqual(['push-response', null, []]);
});

test('a third part is the capabilities, a fourth is a problem', () => {
  const part = { headers: [['Content-Type', 'application/xml'] as const], body: CONTROL };
  const three = post('multipart/related; boundary=b', buildMultipart('b', [part, part, part]));
  expect([three.capabilities === null, three.problems]).toEqual([false, []]);
  expect(complaints(post('multipart/related; boundary=b', buildMultipart('b', [part, part, part, part])))).toEqual([
    'multipart: a fourth part',
  ]);
});

test('packaging that cannot be read says why', () => {
  expect(complaints(post('text/plain', CONTROL))).toEqual([
    "content-type: 'text/plain' is neither multipart/related nor application/xml",
  ]);
  expect(complaints(post('multipart/related', CONTROL))).toEqual(['content-type: multipart without boundary']);
  expect(complaints(post('application/xml', new Uint8Array(0)))).toEqual(['body: empty']);
  expect(complaints(post('multipart/related; boundary=b', CONTROL))).toEqual(['multipart: no delimiter']);
  expect(
    complaints(post('multipart/related; boundary=b', buildMultipart('b', [{ headers: [], body: CONTROL }]))),
  ).toEqual(["control: its media type is ''"]);
  const unclosed = pap.pushSubmissionHttp
    .replace('Content-Length: 1080', 'Content-Length: 1062')
    .replace('--pushproof-b1--\r\n', '');
  expect(complaints(decodePap(fromLatin1(unclosed)))).toEqual(['multipart: no closing delimiter']);
});

test('an HTTP refusal without a PAP document is no broken PAP message', () => {
  const headers = [['Content-Type', 'text/html']] as const;
  const message = decodePap(encodeResponse({ status: 404, reason: 'Not Found', headers, body: fromLatin1('<html>') }));
  expect([message.control, message.problems]).toEqual([null, []]);
});

test('the charset of the media type is the control entity\u2019s', () => {
  const control = fromLatin1('<pap><cancel-message push-id="\xe9"/></pap>');
  expect(post('application/xml; charset=iso-8859-1', control).control?.attributes).toEqual({ 'push-id': '\u00e9' });
});

test('every truncation of a submission is read, and told to be one', () => {
  const whole = fromLatin1(pap.pushSubmissionHttp);
  for (let end = 0; end < whole.length; end += 7) {
    assert.ok(decodePap(whole.subarray(0, end)).http.problems.length > 0, `cut at ${end}`);
  }
});
