import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { concat, equal, fromLatin1, latin1 } from '../octets.ts';
import { buildMultipart, parseMultipart } from './multipart.ts';
import { decodeTransfer } from './transfer-encoding.ts';

type Reading = { readonly bodies: readonly string[]; readonly complaints: readonly string[] };

function read(text: string, boundary = 'b'): Reading {
  const { parts, problems } = parseMultipart(fromLatin1(text), boundary);
  return {
    bodies: parts.map(({ body }) => latin1(body)),
    complaints: problems.map(({ field, what }) => `${field}: ${what}`),
  };
}

const rows: readonly (readonly [
  why: string,
  text: string,
  bodies: readonly string[],
  complaints: readonly string[],
])[] = [
  [
    'preamble and epilogue',
    'pre\r\n--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepi\r\n--b\r\n',
    ['one', 'two'],
    [],
  ],
  ['blanks after the delimiter', '--b \t\r\n\r\none\r\n--b-- \r\n', ['one'], []],
  ['no line end after the last delimiter', '--b\r\n\r\none\r\n--b--', ['one'], []],
  ['a part that ends in a line end', '--b\r\n\r\none\r\n\r\n--b--\r\n', ['one\r\n'], []],
  ['an empty part', '--b\r\n\r\n\r\n--b--\r\n', [''], []],
  ['a part of headers only', '--b\r\nA: 1\r\n--b--\r\n', [''], []],
  ['a longer boundary inside', '--b\r\n\r\none\r\n--bc\r\n--b-x\r\n--b--\r\n', ['one\r\n--bc\r\n--b-x'], []],
  ['the boundary inside a line', '--b\r\n\r\nx --b\r\n--b--\r\n', ['x --b'], []],
  ['no closing delimiter', '--b\r\n\r\none\r\n', ['one\r\n'], ['multipart: no closing delimiter']],
  ['no delimiter', 'one\r\n', [], ['multipart: no delimiter']],
  ['nothing', '', [], ['multipart: no delimiter']],
  [
    'LF for CRLF',
    '--b\nA: 1\n\none\n--b--\n',
    ['one'],
    [
      'multipart: LF without CR before the delimiter',
      'headers: line ends in LF without CR',
      'headers: line ends in LF without CR',
    ],
  ],
  ['a header line without colon', '--b\r\nA\r\n\r\none\r\n--b--\r\n', ['one'], ["headers: 'A' has no colon"]],
];

for (const [why, text, bodies, complaints] of rows) {
  test(`multipart with ${why}`, () => {
    expect(read(text)).toEqual({ bodies, complaints });
  });
}

test('part headers may be folded, and their names stand in any case', () => {
  const { parts, problems } = parseMultipart(
    fromLatin1('--b\r\ncontent-TYPE: a/b;\r\n\tc=d\r\n\r\nx\r\n--b--\r\n'),
    'b',
  );
  expect(problems).toEqual([]);
  expect(parts[0]?.headers).toEqual([['content-TYPE', 'a/b; c=d']]);
  expect(parts[0]?.offset).toBe(33);
});

test('what is no boundary is refused', () => {
  expect(read('--\r\n\r\n', '').complaints).toEqual(["boundary: '' is no boundary"]);
  expect(read('', 'x'.repeat(71)).complaints[0]).toContain('is no boundary');
  expect(read('', 'a\r\nb').complaints[0]).toContain('is no boundary');
});

test('after 64 parts no more are read, and 100000 of them take no time', () => {
  const { parts, problems } = parseMultipart(fromLatin1('--b\r\n\r\nx\r\n'.repeat(100_000)), 'b');
  expect(parts.length).toBe(64);
  expect(problems.map(({ what }) => what)).toEqual(['more than 64 parts']);
});

test('what was built is cut into the same octets, with exact offsets', () => {
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc.constantFrom('\r\n', '\n', '--', '\r\n--', '').map(fromLatin1),
  );
  fc.assert(
    fc.property(fc.array(octets, { minLength: 1, maxLength: 4 }), (bodies) => {
      const built = buildMultipart(
        'pushproof-b1',
        bodies.map((body) => ({ headers: [['Content-Type', 'a/b']], body })),
      );
      const { parts, problems } = parseMultipart(built, 'pushproof-b1');
      assert.deepEqual(problems, []);
      assert.equal(parts.length, bodies.length);
      for (const [i, part] of parts.entries()) {
        assert.ok(equal(part.body, bodies[i] ?? new Uint8Array(1)));
        assert.ok(equal(part.body, built.slice(part.offset, part.offset + part.body.length)));
      }
    }),
    { numRuns: 300 },
  );
});

test('random octets are cut without an exception', () => {
  const piece = fc.oneof(
    fc.constantFrom('--b', '--', '\r\n', '\n', ': ', ' ').map(fromLatin1),
    fc.uint8Array({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const body = concat(...pieces);
      for (const part of parseMultipart(body, 'b').parts) assert.ok(part.offset + part.body.length <= body.length);
    }),
    { numRuns: 500 },
  );
});

const transfers: readonly (readonly [encoding: string, text: string, octets: string, problem: string | null])[] = [
  ['base64', 'QQ==', 'A', null],
  ['Base64', 'QU\r\nI=', 'AB', null],
  ['base64', 'QUJD', 'ABC', null],
  ['base64', 'QUJD/w==', 'ABC\xff', null],
  ['base64', '', '', null],
  ['base64', 'QQ=', 'A', 'is no base64'],
  ['base64', 'Q*==', 'B', 'is no base64'],
  ['quoted-printable', 'a=3Db=\r\nc  \r\nd e', 'a=bc\r\nd e', null],
  ['quoted-printable', 'a=zz', 'a=zz', 'is no quoted-printable'],
  ['binary', '\0\xff', '\0\xff', null],
  ['x-uu', 'a', 'a', "'x-uu' is no transfer encoding"],
];

for (const [encoding, text, octets, problem] of transfers) {
  test(`transfer encoding ${encoding} of ${JSON.stringify(text)}`, () => {
    const part = { headers: [['Content-Transfer-Encoding', encoding] as const], body: fromLatin1(text), offset: 0 };
    const decoded = decodeTransfer(part);
    expect(decoded.problem).toBe(problem);
    if (problem !== 'is no base64') expect(latin1(decoded.octets)).toBe(octets);
  });
}
