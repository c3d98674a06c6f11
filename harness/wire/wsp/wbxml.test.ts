import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { concat, fromHex, fromLatin1, toHex } from '../octets.ts';
import { parseXml } from '../pap/xml.ts';
import { decodePush } from './push.ts';
import { checkDocument, decodeWbxml, encodeWbxml } from './wbxml.ts';
import type { DocumentType, WbxmlElement } from './wbxml.ts';

type Worked = { readonly title: string; readonly type: DocumentType; readonly xml: string; readonly hex: string };
const worked = JSON.parse(readFileSync('fixtures/golden/wbxml-documents.json', 'utf8')) as readonly Worked[];

function complaint(hex: string, expected: DocumentType | null = null): string {
  const { root, problems } = decodeWbxml(fromHex(hex), expected);
  assert.equal(root === null, problems.length > 0);
  return problems.map(({ field, what }) => `${field}: ${what}`).join('; ');
}

function element(
  name: string,
  attributes: Record<string, string>,
  ...children: (WbxmlElement | string)[]
): WbxmlElement {
  return { name, attributes, children };
}

for (const { title, type, xml, hex } of worked) {
  test(`${title}: encoded and decoded octet for octet`, () => {
    const { root } = parseXml(new TextEncoder().encode(xml));
    assert.ok(root !== null);
    expect(checkDocument(root, type)).toEqual([]);
    expect(toHex(encodeWbxml(root, type))).toBe(toHex(fromHex(hex)));
    const decoded = decodeWbxml(fromHex(hex), type);
    expect(decoded.problems).toEqual([]);
    assert.ok(decoded.root !== null);
    expect(decoded.root).toEqual(withoutOffsets(root));
    expect(toHex(encodeWbxml(decoded.root, type))).toBe(toHex(fromHex(hex)));
  });
}

function withoutOffsets({ name, attributes, children }: WbxmlElement): WbxmlElement {
  return {
    name,
    attributes,
    children: children.map((child) => (typeof child === 'string' ? child : withoutOffsets(child))),
  };
}

test('the SI text of P1 becomes the body of E01', () => {
  type Golden = {
    readonly pap: { readonly pushSubmissionHttp: string };
    readonly chains: { readonly E01: { readonly wspPush: string } };
  };
  const golden = JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as Golden;
  const text = /<si>[^]*<\/si>/.exec(golden.pap.pushSubmissionHttp)?.[0] ?? '';
  const { root } = parseXml(fromLatin1(text));
  assert.ok(root !== null);
  expect(toHex(encodeWbxml(root, 'si'))).toBe(toHex(decodePush(fromHex(golden.chains.E01.wspPush)).body));
});

const same: readonly (readonly [why: string, hex: string])[] = [
  ['the usual coding', '02 05 6A 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  ['version 1.1', '01 05 6A 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  ['version 1.3', '03 05 6A 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  [
    'the shortest prefix',
    '02 05 6A 00 45 C6 0B 03 68 74 74 70 3A 2F 2F 77 77 77 2E 78 2E 63 6F 6D 2F 00 01 03 61 62 00 01 01',
  ],
  ['another split', '02 05 6A 00 45 C6 0C 03 77 77 77 00 03 2E 78 2E 63 6F 00 03 6D 2F 00 01 03 61 00 03 62 00 01 01'],
  ['the string table', '02 05 6A 05 78 00 61 62 00 45 C6 0D 83 00 85 01 83 02 01 01'],
  ['an entity', '02 05 6A 00 45 C6 0D 02 78 85 01 02 61 03 62 00 01 01'],
  [
    'the public id as text',
    `02 00 00 6A 1C ${toHex(fromLatin1('-//WAPFORUM//DTD SI 1.0//EN\0'))} 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01`,
  ],
  ['the public id unknown', '02 01 6A 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  ['the charset unknown', '02 05 00 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  ['ISO-8859-1', '02 05 04 00 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  ['UTF-16', '02 05 87 77 00 45 C6 0D 03 00 78 00 00 85 01 03 00 61 00 62 00 00 01 01'],
  ['switches to page 0', '02 05 6A 00 00 00 45 00 00 C6 00 00 0D 03 78 00 00 00 85 01 03 61 62 00 00 00 01 01'],
  ['a processing instruction', '02 05 6A 00 43 0B 03 70 00 01 45 C6 0D 03 78 00 85 01 03 61 62 00 01 01'],
  [
    'literal names',
    '02 05 6A 19 73 69 00 69 6E 64 69 63 61 74 69 6F 6E 00 68 72 65 66 00 78 00 61 62 63 00 44 00 C4 03 04 0E 03 68 74 74 70 3A 2F 2F 77 77 77 2E 78 00 85 01 03 61 62 00 01 01',
  ],
];

for (const [why, hex] of same) {
  test(`the same document in another coding: ${why}`, () => {
    const { root, problems } = decodeWbxml(fromHex(hex), 'si');
    expect(problems).toEqual([]);
    expect(root).toEqual(element('si', {}, element('indication', { href: 'http://www.x.com/' }, 'ab')));
  });
}

test('what is not ASCII is read by the charset', () => {
  expect(decodeWbxml(fromHex('02 05 04 00 45 46 03 E9 00 01 01')).root).toEqual(
    element('si', {}, element('indication', {}, '\u00e9')),
  );
  expect(decodeWbxml(fromHex('02 05 6A 00 45 46 03 C3 A9 00 01 01')).root).toEqual(
    element('si', {}, element('indication', {}, '\u00e9')),
  );
});

const dates: readonly (readonly [date: string, hex: string])[] = [
  ['2026-01-02T03:04:05Z', '07 20 26 01 02 03 04 05'],
  ['2026-01-09T00:00:00Z', '04 20 26 01 09'],
  ['2026-01-09T10:00:00Z', '05 20 26 01 09 10'],
  ['2026-01-09T00:00:10Z', '07 20 26 01 09 00 00 10'],
  ['2026-10-10T20:30:00Z', '06 20 26 10 10 20 30'],
];

for (const [date, hex] of dates) {
  test(`the date ${date} is packed without its trailing zero octets`, () => {
    const octets = fromHex(`02 05 6A 00 45 86 0A C3 ${hex} 01 01`);
    expect(toHex(encodeWbxml(element('si', {}, element('indication', { created: date })), 'si'))).toBe(toHex(octets));
    const read = decodeWbxml(octets);
    expect(read.root).toEqual(element('si', {}, element('indication', { created: date })));
    expect(read.dates).toEqual([{ attribute: 'created', coding: 'opaque', octets: fromHex(hex).slice(1), offset: 7 }]);
  });
}

test('a date with its zero octets, or as text, is read, and its coding told', () => {
  const padded = decodeWbxml(fromHex('02 05 6A 00 45 86 0A C3 07 20 26 01 09 00 00 00 01 01'));
  expect(padded.root).toEqual(element('si', {}, element('indication', { created: '2026-01-09T00:00:00Z' })));
  expect(padded.dates.map(({ octets }) => toHex(octets))).toEqual(['20260109000000']);
  const text = decodeWbxml(
    concat(fromHex('02 05 6A 00 45 86 0A 03'), fromLatin1('2026-01-09T00:00:00Z'), fromHex('00 01 01')),
  );
  expect(text.dates.map(({ coding }) => coding)).toEqual(['text']);
});

const refused: readonly (readonly [why: string, hex: string, complaint: string])[] = [
  ['nothing', '', 'document: ends too early'],
  ['version 1.4', '04 05 6A 00 45 01', 'version: 0x04 is not 1.1 to 1.3'],
  ['major version 2', '12 05 6A 00 45 01', 'version: 0x12 is not 1.1 to 1.3'],
  ['version 1.0', '00 05 6A 00 45 01', 'version: 0x00 is not 1.1 to 1.3'],
  ['the public id of WML', '02 04 6A 00 45 01', 'public id: 0x04 is no document type of push'],
  ['a public id that names nothing', '02 00 00 6A 02 78 00 45 01', 'public id: x is no document type of push'],
  ['a public id beyond the table', '02 00 05 6A 02 78 00 45 01', 'string table: index 5 of 2'],
  ['an unknown charset', '02 05 81 08 00 45 01', 'charset: 136 is not read here'],
  ['a string table of 2^32-1', '02 05 6A FF FF FF FF 0F 45', 'mb_u_int32: uintvar of more than 32 bits'],
  ['a string table of 2^32-1, rightly coded', '02 05 6A 8F FF FF FF 7F 45', 'length: 4294967295 octets, there are 1'],
  ['a string table length of 6 octets', '02 05 6A 80 80 80 80 80 00 45', 'mb_u_int32: uintvar of more than 5 octets'],
  ['an index beyond the string table', '02 05 6A 02 78 00 45 46 83 02 01 01', 'string table: index 2 of 2'],
  ['a table string without end', '02 05 6A 01 78 45 46 83 00 01 01', 'string table: text without terminator'],
  ['an inline string without end', '02 05 6A 00 45 C6 0D 03 65 78 61', 'STR_I: text without terminator'],
  ['an OPAQUE beyond the end', '02 05 6A 00 45 C6 0A C3 07 20 26', 'length: 7 octets, there are 2'],
  ['a date nibble A', '02 05 6A 00 45 C6 0A C3 03 20 2A 01 01 01 01', 'created: date with a digit above 9: 202a01'],
  ['a date of no octets', '02 05 6A 00 45 86 0A C3 00 01 01', 'created: date of 0 octets'],
  ['a date of 8 octets', '02 05 6A 00 45 86 0A C3 08 20 26 01 02 03 04 05 06 01 01', 'created: date of 8 octets'],
  [
    'the 30th of February',
    '02 05 6A 00 45 86 0A C3 04 20 26 02 30 01 01',
    'created: date that does not exist: 2026-02-30T00:00:00Z',
  ],
  ['an OPAQUE in a URL', '02 05 6A 00 45 86 0B C3 01 20 01 01', 'OPAQUE: has no place in href'],
  ['an OPAQUE as content', '02 05 6A 00 45 46 C3 01 20 01 01', 'tag: 0x03 is no tag'],
  ['a missing END', '02 05 6A 00 45 46 03 61 00 01', 'document: ends too early'],
  ['octets after the root', '02 05 6A 00 45 46 03 61 00 01 01 01', 'document: goes on after the root element'],
  ['an unknown tag', '02 05 6A 00 45 09 01', 'tag: 0x09 is no tag'],
  ['an unknown attribute', '02 05 6A 00 45 86 13 01 01', 'attribute: 0x13 is no attribute start'],
  ['an unknown attribute value', '02 05 6A 00 45 86 0D 89 01 01', 'attribute value: 0x89 is no attribute value'],
  ['an extension token', '02 05 6A 00 45 86 0D C0 01 01', 'attribute value: 0xc0 is no attribute value'],
  ['an attribute twice', '02 05 6A 00 45 86 0B 0C 01 01', 'attribute: href a second time'],
  ['a switch to page 1', '02 05 6A 00 00 01 45 01', 'SWITCH_PAGE: there is no page 1'],
  ['an entity that is no character', '02 05 6A 00 45 46 02 83 B0 00 01 01', 'ENTITY: no character: 55296'],
  ['octets that are not UTF-8', '02 05 6A 00 45 46 03 E9 00 01 01', 'text: is not utf-8'],
  ['an octet that is not US-ASCII', '02 05 03 00 45 46 03 E9 00 01 01', 'text: is not us-ascii'],
  ['17 levels', `02 05 6A 00 ${'45'.repeat(17)} ${'01'.repeat(17)}`, 'element: deeper than 16'],
];

for (const [why, hex, expected] of refused) {
  test(`WBXML with ${why} has a problem and no document`, () => {
    expect(complaint(hex)).toBe(expected);
  });
}

test('what is at a limit is read, and a document of another type is not the one expected', () => {
  expect(complaint(`02 05 6A 00 ${'45'.repeat(15)} 05 ${'01'.repeat(15)}`)).toBe('');
  expect(complaint('02 06 6A 00 05', 'si')).toBe('public id: is not of si');
  expect(complaint('02 01 6A 00 05')).toBe('public id: 0x01 is no document type of push');
});

test('a table string named again and again does not fill the memory', () => {
  const table = concat(fromLatin1('x'.repeat(10_000)), fromHex('00'));
  const octets = concat(fromHex('02 05 6A CE 11'), table, fromHex(`45 46 ${'8300'.repeat(100)} 01 01`));
  expect(decodeWbxml(octets).problems.map(({ what }) => what)).toEqual(['more than 262144 octets in all']);
});

const unfit: readonly (readonly [root: WbxmlElement, what: string, encodes: boolean])[] = [
  [element('si', {}, element('colour', {})), 'lacks indication in its place', false],
  [
    element('si', {}, element('indication', { created: '2026-01-02' })),
    "'2026-01-02' is no YYYY-MM-DDThh:mm:ssZ",
    false,
  ],
  [
    element('si', {}, element('indication', { action: 'signal-low ' })),
    "'signal-low ' is none of signal-none, signal-low, signal-medium, signal-high, delete",
    false,
  ],
  [element('si', {}, element('indication', { colour: 'red' })), 'is no attribute of indication', false],
  [element('si', {}, element('indication', {}, element('info', {}))), "has an element 'info'", true],
  [element('sl', {}), 'is no root of si', false],
];

for (const [root, what, encodes] of unfit) {
  test(`a document that ${what} is refused as an SI`, () => {
    assert.ok(checkDocument(root, 'si').some((problem) => problem.what === what));
    if (!encodes) assert.throws(() => encodeWbxml(root, 'si'), RangeError);
  });
}

test('every truncation of every worked document has a problem, none an exception', () => {
  for (const { title, hex } of worked) {
    const whole = fromHex(hex);
    for (let end = 0; end < whole.length; end += 1) {
      assert.ok(decodeWbxml(whole.subarray(0, end)).problems.length > 0, `${title} cut at ${end}`);
    }
  }
});

test('random octets are read without an exception', () => {
  const piece = fc.oneof(
    fc.constantFrom('45', 'C6', '0D', '0361', '00', '01', '85', 'C3', '8300', '02', '04', '43').map(fromHex),
    fc.uint8Array({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('02056A00', '02056A026100', ''), fc.array(piece, { maxLength: 16 }), (head, pieces) => {
      const { root, problems } = decodeWbxml(concat(fromHex(head), ...pieces));
      assert.equal(root === null, problems.length > 0);
    }),
    { numRuns: 2_000 },
  );
});

test('any SI is read back as it was written', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 20 })
    .map((raw) => raw.replace(/[\0\ud800-\udfff\ufffe\uffff]/g, ''));
  const url = fc
    .tuple(
      fc.constantFrom('http://', 'http://www.', 'https://', 'https://www.', 'HTTP://', ''),
      text,
      fc.constantFrom('.com/', '.org/', '.com', ''),
    )
    .map((parts) => parts.join(''));
  const date = fc.constantFrom('2026-01-02T03:04:05Z', '2000-10-10T00:00:00Z', '1999-12-31T23:59:59Z');
  const indication = fc.record(
    { href: url, 'si-id': text, created: date, action: fc.constantFrom('signal-none', 'delete') },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(indication, text, (attributes, content) => {
      const root = element('si', {}, element('indication', { ...attributes }, ...(content === '' ? [] : [content])));
      const read = decodeWbxml(encodeWbxml(root, 'si'), 'si');
      assert.deepEqual(read.problems, []);
      assert.deepEqual(read.root, root);
    }),
    { numRuns: 500 },
  );
});
