import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { concat, fromHex, toHex } from '../octets.ts';
import { decodePush, encodePush } from './push.ts';
import type { PushInput } from './push.ts';

type Golden = {
  readonly chains: Readonly<Record<string, { readonly wspPush?: string }>>;
  readonly mmsBody: { readonly hex: string };
};
const golden = JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as Golden;

const SIC = { contentType: 'application/vnd.wap.sic', charset: 'utf-8', applicationId: 'x-wap-application:wml.ua' };
const MMS = {
  contentType: 'application/vnd.wap.mms-message',
  charset: null,
  applicationId: 'x-wap-application:mms.ua',
};

/** What each push of the examples is made of, and how many octets stand before its body. */
const pushes: readonly (readonly [chain: string, push: Omit<PushInput, 'body'>, bodyOffset: number])[] = [
  ['E01', { tid: 0x01, ...SIC }, 9],
  ['E02', { tid: 0x25, ...SIC }, 9],
  ['E03', { tid: 0x25, ...SIC }, 9],
  ['E04', { tid: 0x25, ...SIC }, 9],
  ['E05', { tid: 0x25, ...SIC }, 9],
  ['E06', { tid: 0x25, ...SIC }, 9],
  ['E07', { tid: 0x25, ...SIC }, 9],
  ['E08', { tid: 0x25, ...SIC }, 9],
  ['E09', { tid: 0x25, ...MMS, headers: [['push-flag', '4']] }, 8],
  ['E10', { tid: 0x25, ...MMS, headers: [['push-flag', '4']] }, 8],
  ['E11', { tid: 0x26, ...MMS, contentTypeForm: 'text' }, 37],
  [
    'E12',
    { tid: 0x02, contentType: 'application/vnd.wap.slc', charset: 'utf-8', applicationId: 'x-wap-application:wml.ua' },
    9,
  ],
  [
    'E13',
    { tid: 0x03, contentType: 'application/vnd.wap.coc', charset: 'utf-8', applicationId: 'x-wap-application:wml.ua' },
    9,
  ],
  [
    'E14',
    {
      tid: 0x04,
      contentType: 'application/vnd.wap.emn+wbxml',
      charset: 'utf-8',
      applicationId: 'x-wap-application:emn.ua',
    },
    11,
  ],
];

for (const [chain, push, bodyOffset] of pushes) {
  test(`the push of ${chain} is read, and written again octet for octet`, () => {
    const octets = fromHex(golden.chains[chain]?.wspPush ?? '');
    const read = decodePush(octets);
    expect(read).toMatchObject({
      tid: push.tid,
      type: 6,
      contentType: push.contentType,
      charset: push.charset,
      bodyOffset,
      problems: [],
    });
    expect(read.applicationId).toBe(push.applicationId);
    expect(toHex(read.body)).toBe(toHex(octets.subarray(bodyOffset)));
    expect(toHex(encodePush({ ...push, body: read.body }))).toBe(toHex(octets));
  });
}

test('the MMS push of E09 is the push header of push-ota.md 6 and the body of the examples', () => {
  expect(golden.chains['E09']?.wspPush).toBe(`250605BEAF84B484${golden.mmsBody.hex}`);
});

/** A push whose header block is given in hex, with a body of one octet. */
function block(hex: string): Uint8Array {
  const octets = fromHex(hex);
  return concat(fromHex('0106'), Uint8Array.of(octets.length), octets, fromHex('aa'));
}

const contentTypes: readonly (readonly [form: string, hex: string, contentType: string, charset: string | null])[] = [
  ['one octet', 'AE', 'application/vnd.wap.sic', null],
  ['general', '01 AE', 'application/vnd.wap.sic', null],
  ['general with charset', '03 AE 81 EA', 'application/vnd.wap.sic', 'utf-8'],
  ['general with a charset of two octets', '05 AE 81 02 03 E8', 'application/vnd.wap.sic', 'iso-10646-ucs-2'],
  ['general with any charset', '03 AE 81 80', 'application/vnd.wap.sic', '*'],
  ['general with an unknown charset', '03 AE 81 FF', 'application/vnd.wap.sic', '127'],
  ['long length', '1F 03 AE 81 EA', 'application/vnd.wap.sic', 'utf-8'],
  ['a number of two octets', '05 02 03 0A 81 EA', 'application/vnd.wap.emn+wbxml', 'utf-8'],
  ['an unassigned number', 'F7', '0x77', null],
  ['text', '54 65 78 74 2F 78 00', 'text/x', null],
  ['text in the general form', '09 74 65 78 74 2F 78 00 81 84', 'text/x', 'iso-8859-1'],
  ['charset by name', '0F AE 63 68 61 72 73 65 74 00 75 74 66 2D 38 00', 'application/vnd.wap.sic', 'utf-8'],
  ['other parameters first', '0E AE 80 86 24 89 83 85 61 62 00 90 00 81 EA', 'application/vnd.wap.sic', 'utf-8'],
];

for (const [form, hex, contentType, charset] of contentTypes) {
  test(`content type in the form: ${form}`, () => {
    expect(decodePush(block(hex))).toMatchObject({ contentType, charset, headers: [], problems: [] });
  });
}

const headers: readonly (readonly [why: string, hex: string, expected: readonly (readonly [string, string])[]])[] = [
  ['application id as code', 'AF 84', [['x-wap-application-id', 'x-wap-application:mms.ua']]],
  ['application id of two octets', 'AF 02 80 01', [['x-wap-application-id', '0x8001']]],
  ['application id as text', 'AF 78 3A 79 00', [['x-wap-application-id', 'x:y']]],
  [
    'application id by its textual name',
    '58 2D 57 61 70 2D 41 70 70 6C 69 63 61 74 69 6F 6E 2D 49 64 00 78 3A 79 00',
    [['x-wap-application-id', 'x:y']],
  ],
  ['push flags', 'B4 84', [['push-flag', '4']]],
  ['encoding version 1.3', 'C3 93', [['encoding-version', '1.3']]],
  ['encoding version without minor', 'C3 9F', [['encoding-version', '1']]],
  ['content length', '8D 02 0A 00', [['content-length', '2560']]],
  ['a date', '92 04 69 57 35 A5', [['date', 'Fri, 02 Jan 2026 03:04:05 GMT']]],
  ['cache control as octet', '88 88', [['cache-control', 'no-transform']]],
  ['cache control with seconds', 'BD 02 82 BC', [['cache-control', 'max-age=60']]],
  ['a content id in quotes', 'C0 22 3C 61 3E 00', [['content-id', '<a>']]],
  ['a URI', 'B0 68 74 74 70 3A 2F 2F 78 00', [['x-wap-content-uri', 'http://x']]],
  ['a text that had to be quoted', 'B0 7F C3 A9 00', [['x-wap-content-uri', '\u00e9']]],
  ['an unknown number with an octet', 'FE 85', [['0x7e', '5']]],
  ['an unknown number with data', 'FE 03 01 02 03', [['0x7e', '0x010203']]],
  ['an unknown number with long data', 'FE 1F 02 01 02', [['0x7e', '0x0102']]],
  ['an unknown number with text', 'FE 78 00', [['0x7e', 'x']]],
  ['an unknown name', '58 2D 46 6F 6F 00 62 61 72 00', [['x-foo', 'bar']]],
  ['an empty value', '58 00 00', [['x', '']]],
  ['another code page and back', '7F 21 84 85 93 03 01 02 03 41 00 42 00 01 B4 81', [['push-flag', '1']]],
  ['a short shift and back', '10 B4 82 7F 01 B4 81', [['push-flag', '1']]],
];

for (const [why, hex, expected] of headers) {
  test(`push header read: ${why}`, () => {
    const push = decodePush(block(`AE ${hex}`));
    expect(push.problems).toEqual([]);
    expect(push.headers.map(({ name, value }) => [name, value])).toEqual(expected);
    expect(push.body).toEqual(fromHex('aa'));
  });
}

const written: readonly (readonly [name: string, value: string, hex: string])[] = [
  ['X-Wap-Application-Id', 'X-WAP-Application:MMS.ua', 'af84'],
  ['X-Wap-Application-Id', '0x8001', 'af028001'],
  ['X-Wap-Application-Id', 'x:y', 'af783a7900'],
  ['Push-Flag', '4', 'b484'],
  ['Push-Flag', 'last', '507573682d466c6167006c61737400'],
  ['Encoding-Version', '1.3', 'c393'],
  ['Content-Length', '2560', '8d020a00'],
  ['Date', 'Fri, 02 Jan 2026 03:04:05 GMT', '9204695735a5'],
  ['Cache-Control', 'no-transform', '8888'],
  ['Cache-Control', 'no-cache, max-age=60', '8880880282bc'],
  ['Content-Encoding', 'gzip', '8b80'],
  ['Content-ID', '<a>', 'c0223c613e00'],
  ['X-Wap-Content-URI', 'http://x', 'b0687474703a2f2f7800'],
  ['Content-Disposition', 'inline', '436f6e74656e742d446973706f736974696f6e00696e6c696e6500'],
  ['X-Foo', 'bar', '582d466f6f0062617200'],
  ['X Foo', 'bar', ''],
];

for (const [name, value, hex] of written) {
  test(`push header written: ${name}: ${value}`, () => {
    const push = encodePush({
      tid: 1,
      ...SIC,
      charset: null,
      applicationId: null,
      headers: [[name, value]],
      body: fromHex(''),
    });
    expect(toHex(push)).toBe(`0106${(hex.length / 2 + 1).toString(16).padStart(2, '0')}ae${hex}`);
  });
}

test('content types are written in the form asked for', () => {
  const write = (input: Partial<PushInput>): string =>
    toHex(encodePush({ tid: 1, ...SIC, applicationId: null, body: fromHex(''), ...input }));
  expect(write({ charset: null })).toBe('010601ae');
  expect(write({ charset: null, contentTypeForm: 'general' })).toBe('01060201ae');
  expect(write({ charset: 'ISO-8859-1' })).toBe('01060403ae8184');
  expect(write({ charset: 'iso-10646-ucs-2' })).toBe('01060605ae810203e8');
  expect(write({ charset: 'x-own' })).toBe('01061110ae6368617273657400782d6f776e00'.replace('1110', '100f'));
  expect(write({ contentType: 'text/x', charset: null })).toBe('010607746578742f7800');
  expect(() => write({ contentType: '' })).toThrow(RangeError);
});

test('a header block of 128 octets has a length of two', () => {
  const push = encodePush({
    tid: 1,
    ...SIC,
    charset: null,
    applicationId: null,
    headers: [['x', 'y'.repeat(124)]],
    body: fromHex('aa'),
  });
  expect(toHex(push.subarray(0, 5))).toBe('01068100ae');
  expect(decodePush(push)).toMatchObject({ bodyOffset: 132, problems: [] });
});

test('without X-Wap-Application-Id a push is for wml.ua', () => {
  expect(decodePush(block('AE')).applicationId).toBe('x-wap-application:wml.ua');
});

const refused: readonly (readonly [why: string, hex: string, field: string, what: string])[] = [
  ['HeadersLen 127 with 6 octets left', '01 06 7F 03 AE 81 EA AF 82', 'HeadersLen', 'says 127 octets, there are 6'],
  ['a uintvar of more than 5 octets', '01 06 FF FF FF FF FF 7F AE', 'HeadersLen', 'uintvar of more than 5 octets'],
  ['HeadersLen 0', '01 06 00 AA', 'content-type', 'content type: value is missing'],
  ['no HeadersLen', '01 06', 'HeadersLen', 'uintvar runs past the end'],
  ['a TID only', '01', 'pdu', 'ends before the PDU type'],
  ['nothing', '', 'pdu', 'ends before the PDU type'],
  ['type 40', '01 40 01 AE', 'type', '0x40 is no Push'],
  ['type 07', '01 07 01 AE', 'type', '0x07 is ConfirmedPush, of sessions only'],
  [
    'a content type longer than the headers',
    '01 06 03 03 AE 81 EA',
    'content-type',
    'content type: value of 3 octets runs past the end',
  ],
  [
    'a textual content type without end',
    '01 06 03 61 2F 62 00',
    'content-type',
    'content type: text without terminator',
  ],
  ['a parameter without value', '01 06 03 02 AE 81', 'content-type', 'content type: parameter: value is missing'],
  ['a header without value', '01 06 02 AE AF AA', 'headers', 'x-wap-application-id: value is missing'],
  ['a header value beyond the block', '01 06 03 AE FE 05 AA', 'headers', '0x7e: value of 5 octets runs past the end'],
  ['a header name without end', '01 06 03 AE 58 59 00', 'headers', 'header name: text without terminator'],
  ['a header named by a zero octet', '01 06 02 AE 00', 'headers', 'header without name'],
  ['a shift to nowhere', '01 06 02 AE 7F 01', 'headers', 'shift to no code page'],
];

for (const [why, hex, field, what] of refused) {
  test(`a push with ${why} has a problem`, () => {
    const [problem] = decodePush(fromHex(hex)).problems;
    expect([problem?.field, problem?.what]).toEqual([field, what]);
  });
}

test('a push without body is whole', () => {
  expect(decodePush(fromHex('01 06 01 AE'))).toMatchObject({
    contentType: 'application/vnd.wap.sic',
    bodyOffset: 4,
    problems: [],
  });
});

test('every truncation before the body has a problem, none an exception', () => {
  for (const [chain, , bodyOffset] of pushes) {
    const octets = fromHex(golden.chains[chain]?.wspPush ?? '');
    for (let end = 0; end < octets.length; end += 1) {
      const { problems } = decodePush(octets.subarray(0, end));
      assert.equal(problems.length > 0, end < bodyOffset, `${chain} cut at ${end}`);
    }
  }
});

test('random octets are read without an exception', () => {
  const piece = fc.oneof(
    fc.constantFrom('AE', '03AE81EA', 'AF84', '7F', '1F', '5800', 'FE05').map(fromHex),
    fc.uint8Array({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.nat({ max: 40 }), (pieces, length) => {
      const octets = concat(fromHex('0106'), Uint8Array.of(length), ...pieces);
      const { body, bodyOffset } = decodePush(octets);
      assert.equal(bodyOffset + body.length, octets.length);
    }),
    { numRuns: 1_000 },
  );
});

test('what was written is read back', () => {
  const name = fc.constantFrom('x-foo', 'content-location', 'x-wap-content-uri', 'etag', 'via', 'content-disposition');
  const value = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .map((text) => Array.from(text, (char) => (/[\p{Cc}"]/u.test(char) ? '' : char)).join(''));
  const media = fc.constantFrom('application/vnd.wap.sic', 'text/plain', 'application/vnd.wap.emn+wbxml', 'x/y');
  fc.assert(
    fc.property(
      media,
      fc.constantFrom(null, 'utf-8', 'x-own', 'gb2312'),
      fc.array(fc.tuple(name, value), { maxLength: 4 }),
      (contentType, charset, list) => {
        const octets = encodePush({
          tid: 7,
          contentType,
          charset,
          applicationId: null,
          headers: list,
          body: fromHex('aabb'),
        });
        const push = decodePush(octets);
        assert.deepEqual(push.problems, []);
        assert.deepEqual([push.contentType, push.charset, toHex(push.body)], [contentType, charset, 'aabb']);
        assert.deepEqual(
          push.headers.map((header) => [header.name, header.value]),
          list,
        );
      },
    ),
    { numRuns: 300 },
  );
});
