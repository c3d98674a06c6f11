import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { concat, fromLatin1, latin1 } from '../octets.ts';
import { decodeHttp, encodeRequest, encodeResponse, header, httpFramer } from './message.ts';
import type { HttpMessage } from './message.ts';

type Golden = { readonly pap: { readonly pushSubmissionHttp: string; readonly pushResponseHttp: string } };
const golden = JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as Golden;
const LIMIT_OCTETS = 4_096;

function decode(...lines: readonly string[]): HttpMessage {
  return decodeHttp(fromLatin1(lines.join('\r\n')));
}

function complaints(message: HttpMessage): readonly string[] {
  return message.problems.map(({ field, what }) => `${field}: ${what}`);
}

/** What a framer gives for a text that arrives whole, and at its end. */
function frames(side: 'request' | 'response', text: string): readonly (readonly [string, string | null])[] {
  const framer = httpFramer(side, LIMIT_OCTETS);
  return [...framer.push(fromLatin1(text)), ...framer.end()].map(({ octets, problem }) => [latin1(octets), problem]);
}

test('the push submission of the examples is read without a problem', () => {
  const message = decodeHttp(fromLatin1(golden.pap.pushSubmissionHttp));
  expect(message.problems).toEqual([]);
  expect([message.kind, message.method, message.target, message.version]).toEqual([
    'request',
    'POST',
    '/pap',
    'HTTP/1.1',
  ]);
  expect(header(message, 'CONTENT-TYPE')).toBe('multipart/related; boundary="pushproof-b1"; type="application/xml"');
  expect(message.body.length).toBe(1_080);
});

test('what was read is written again octet for octet', () => {
  const request = decodeHttp(fromLatin1(golden.pap.pushSubmissionHttp));
  expect(latin1(encodeRequest(request))).toBe(golden.pap.pushSubmissionHttp);
  const response = decodeHttp(fromLatin1(golden.pap.pushResponseHttp));
  expect(latin1(encodeResponse(response))).toBe(golden.pap.pushResponseHttp);
  expect([response.status, response.reason]).toEqual([202, 'Accepted']);
});

test('Content-Length is added last, but not where the headers or the status say how the body ends', () => {
  const body = fromLatin1('abc');
  const headers = [['Host', 'h']] as const;
  expect(latin1(encodeRequest({ method: 'POST', target: '/', headers, body }))).toBe(
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc',
  );
  const lie = [['content-length', '9']] as const;
  expect(latin1(encodeRequest({ method: 'POST', target: '/', headers: lie, body }))).toBe(
    'POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc',
  );
  const none = new Uint8Array(0);
  expect(latin1(encodeResponse({ status: 204, reason: 'No Content', headers: [], body: none }))).toBe(
    'HTTP/1.1 204 No Content\r\n\r\n',
  );
});

test('chunks are joined; extensions and trailer are read over', () => {
  const message = decode(
    'POST / HTTP/1.1',
    'Transfer-Encoding: chunked',
    '',
    '3;x="1"',
    'abc',
    '0A',
    '0123456789',
    '0',
    'T: 1',
    '',
    '',
  );
  expect(latin1(message.body)).toBe('abc0123456789');
  expect(message.problems).toEqual([]);
});

const odd: readonly (readonly [why: string, octets: string, complaint: string])[] = [
  [
    'two equal lengths',
    'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx',
    'content-length: given more than once',
  ],
  [
    'a list of equal lengths',
    'POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\nx',
    'content-length: given more than once',
  ],
  [
    'lengths that differ',
    'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy',
    'content-length: several that differ: 1, 2',
  ],
  ['a length with a sign', 'POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx', "content-length: '+1' is no length"],
  ['a short body', 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nxy', 'body: Content-Length says 3 octets, there are 2'],
  ['a long body', 'POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nxy', "body: 1 octets after the message's end"],
  [
    'length and chunks',
    'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'content-length: stands beside Transfer-Encoding, which wins',
  ],
  [
    'an unknown transfer coding',
    'POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n',
    "transfer-encoding: 'xchunked' does not tell where the body ends",
  ],
  [
    'chunked twice',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n',
    "transfer-encoding: 'chunked, chunked' does not tell where the body ends",
  ],
  [
    'a chunk without size',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\n',
    "body: '' is no chunk size",
  ],
  [
    'a chunk size 0x3',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n',
    "body: '0x3' is no chunk size",
  ],
  [
    'a chunk longer than its size',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n',
    'body: no line end after the data',
  ],
  [
    'chunks without an end',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
    'body: ends before the last chunk',
  ],
  ['bare LF in the head', 'GET / HTTP/1.1\nHost: h\n\n', 'start-line: ends in LF without CR'],
  [
    'bare LF in chunks',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\n\n',
    'chunk: line ends in LF without CR',
  ],
  ['a folded header', 'GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', 'A: folded over several lines'],
  ['a blank before the colon', 'GET / HTTP/1.1\r\nHost : h\r\n\r\n', "headers: 'Host ' is no header name"],
  ['a line without colon', 'GET / HTTP/1.1\r\nHost\r\n\r\n', "headers: 'Host' has no colon"],
  ['NUL in a value', 'GET / HTTP/1.1\r\nA: b\0c\r\n\r\n', 'A: control character'],
  ['a response without reason', 'HTTP/1.1 202\r\nContent-Length: 0\r\n\r\n', 'start-line: no reason after the status'],
  [
    'a status of four digits',
    'HTTP/1.1 2020 OK\r\nContent-Length: 0\r\n\r\n',
    "start-line: 'HTTP/1.1 2020 OK' has no status of three digits",
  ],
  ['a request line of two words', 'GET /\r\n\r\n', "start-line: 'GET /' is no request line"],
  ['a lower-case version', 'GET / http/1.1\r\n\r\n', "start-line: 'http/1.1' is no HTTP version"],
  ['an empty line before', '\r\nGET / HTTP/1.1\r\n\r\n', 'start-line: empty line before it'],
  ['a head without end', 'GET / HTTP/1.1\r\nA: b\r\n', 'head: no empty line after the headers'],
];

for (const [why, octets, complaint] of odd) {
  test(`${why}: read, and reported`, () => {
    assert.ok(
      complaints(decodeHttp(fromLatin1(octets))).includes(complaint),
      complaints(decodeHttp(fromLatin1(octets))).join('\n'),
    );
  });
}

test('an odd head still gives what can be read of it', () => {
  const message = decode('HTTP/1.1 400', 'Content-Length: 5', 'Content-Length: 3', 'X-A:  b ', ' c', '', 'wrong');
  expect([message.status, header(message, 'x-a'), latin1(message.body)]).toEqual([400, 'b c', 'wrong']);
});

test('a head above 64 KiB is not read further', () => {
  const message = decodeHttp(fromLatin1(`GET / HTTP/1.1\r\nA: ${'x'.repeat(70_000)}\r\n\r\n`));
  expect(complaints(message)).toContain('head: longer than 65536 octets');
});

test('messages that follow one another are told apart', () => {
  const get = 'GET / HTTP/1.1\r\n\r\n';
  const chunked = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n';
  expect(frames('request', `${get}${chunked}${get}\r\n`)).toEqual([
    [get, null],
    [chunked, null],
    [get, null],
  ]);
});

test('1xx, 204 and 304 have no body, whatever their headers say', () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\n';
  const empty = 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n';
  const unchanged = 'HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n';
  const last = 'HTTP/1.1 202 Accepted\r\nContent-Length: 1\r\n\r\nx';
  expect(frames('response', interim + empty + unchanged + last).map(([octets]) => octets)).toEqual([
    interim,
    empty,
    unchanged,
    last,
  ]);
});

test('a response without length ends with its connection', () => {
  const text = 'HTTP/1.1 200 OK\r\n\r\nall of it';
  expect(frames('response', text)).toEqual([[text, null]]);
  expect(latin1(decodeHttp(fromLatin1(text)).body)).toBe('all of it');
});

test('a response with lengths that differ ends at the greatest of them, or with its connection', () => {
  const head = 'HTTP/1.1 400 Bad\r\nContent-Length: 0\r\nContent-Length: 4\r\n\r\n';
  expect(frames('response', `${head}abcdHTTP/1.1 `)[0]).toEqual([`${head}abcd`, null]);
});

const lost: readonly (readonly [why: string, text: string, problem: string])[] = [
  [
    'lengths that differ in a request',
    'POST / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 20\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    'content-length: several that differ',
  ],
  ['a body above the limit', 'POST / HTTP/1.1\r\nContent-Length: 4097\r\n\r\n', 'body of more than 4096 octets'],
  [
    'chunks above the limit',
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1001\r\n',
    'body of more than 4096 octets',
  ],
  [
    'a length of 20 digits',
    'POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n',
    "content-length: '99999999999999999999' is no length",
  ],
  ['a head without end', `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(11_000)}`, 'head of more than 65536 octets'],
  ['a close inside the head', 'GET / HTTP/1.1\r\n', 'connection closed inside the head'],
  ['a close inside the body', 'POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nx', 'connection closed inside the body'],
];

for (const [why, text, problem] of lost) {
  test(`${why}: one frame with everything there was, then nothing`, () => {
    expect(frames('request', text)).toEqual([[text, problem]]);
    const framer = httpFramer('request', LIMIT_OCTETS);
    framer.push(fromLatin1(text));
    framer.end();
    expect([framer.push(fromLatin1('GET / HTTP/1.1\r\n\r\n')), framer.end(), framer.pendingOctets()]).toEqual([
      [],
      [],
      0,
    ]);
  });
}

test('cut at any point, a stream gives the same messages as whole', () => {
  const texts: readonly (readonly ['request' | 'response', string])[] = [
    ['request', golden.pap.pushSubmissionHttp + golden.pap.pushSubmissionHttp],
    ['response', golden.pap.pushResponseHttp],
    [
      'request',
      'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a\r\nabc\r\n0\r\nT: t\r\n\r\n\r\nGET / HTTP/1.1\n\n',
    ],
    ['response', 'HTTP/1.1 200 OK\r\n\r\nuntil the close'],
  ];
  for (const [side, text] of texts) {
    const octets = fromLatin1(text);
    const whole = httpFramer(side, LIMIT_OCTETS);
    const expected = [...whole.push(octets), ...whole.end()];
    for (let cut = 0; cut <= octets.length; cut += 1) {
      const framer = httpFramer(side, LIMIT_OCTETS);
      const got = [...framer.push(octets.subarray(0, cut)), ...framer.push(octets.subarray(cut)), ...framer.end()];
      assert.deepEqual(got, expected, `cut at ${cut}`);
    }
    const octetwise = httpFramer(side, LIMIT_OCTETS);
    const got = [...Array.from(octets, (octet) => octetwise.push(Uint8Array.of(octet))).flat(), ...octetwise.end()];
    assert.deepEqual(got, expected, 'octet by octet');
  }
});

test('cut at any point, lost framing is noticed for the same reason', () => {
  for (const [why, text, problem] of lost.filter(([, text]) => text.length < 1_000)) {
    const octets = fromLatin1(text);
    for (let cut = 0; cut <= octets.length; cut += 1) {
      const framer = httpFramer('request', LIMIT_OCTETS);
      const got = [...framer.push(octets.subarray(0, cut)), ...framer.push(octets.subarray(cut)), ...framer.end()];
      assert.deepEqual(
        got.map((frame) => frame.problem),
        [problem],
        `${why}, cut at ${cut}`,
      );
    }
  }
});

test('a message of a megabyte in pieces of one octet takes less than two seconds', () => {
  const body = 'x'.repeat(1_000_000);
  const octets = fromLatin1(`POST / HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  const framer = httpFramer('request', 2_000_000);
  const before = performance.now();
  let count = 0;
  for (const octet of octets) count += framer.push(Uint8Array.of(octet)).length;
  expect(count).toBe(1);
  expect(performance.now() - before).toBeLessThan(2_000);
});

test('truncated or random octets are read without an exception', () => {
  const octets = fromLatin1(golden.pap.pushSubmissionHttp);
  for (let end = 0; end < octets.length; end += 1)
    assert.ok(decodeHttp(octets.subarray(0, end)).problems.length > 0, `${end}`);
  const word = fc.constantFrom(
    'POST / HTTP/1.1\r\n',
    'HTTP/1.1 200 \n',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 4\r\n',
    '\r\n',
    '4\r\n',
    '0\r\n',
  );
  const piece = fc.oneof(word.map(fromLatin1), fc.uint8Array({ maxLength: 8 }));
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom('request' as const, 'response' as const),
      (pieces, side) => {
        const random = concat(...pieces);
        decodeHttp(random);
        const framer = httpFramer(side, 64);
        const got = [...framer.push(random), ...framer.end()];
        for (const { octets: frame } of got) decodeHttp(frame);
        assert.ok(got.reduce((sum, frame) => sum + frame.octets.length, 0) <= random.length);
      },
    ),
    { numRuns: 500 },
  );
});
