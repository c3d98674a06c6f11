import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { concat, fromHex, fromLatin1, latin1 } from '../octets.ts';
import { escapeXml, parseXml } from './xml.ts';

function complaints(octets: Uint8Array, charset: string | null = null): readonly string[] {
  return parseXml(octets, charset).problems.map(({ field, what }) => `${field}: ${what}`);
}

function utf16(text: string, order: 'be' | 'le'): Uint8Array {
  return Uint8Array.from(
    Array.from(text, (char) => char.charCodeAt(0)).flatMap((unit) =>
      order === 'be' ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8],
    ),
  );
}

const TEXT = '<?xml version="1.0"?><a b="\u63a8">\u9001<c/></a>';

const encodings: readonly (readonly [name: string, octets: Uint8Array, charset: string | null])[] = [
  ['UTF-8 by default', new TextEncoder().encode(TEXT), null],
  ['UTF-8 with mark', concat(fromHex('EFBBBF'), new TextEncoder().encode(TEXT)), null],
  ['UTF-16BE with mark', concat(fromHex('FEFF'), utf16(TEXT, 'be')), null],
  ['UTF-16LE with mark', concat(fromHex('FFFE'), utf16(TEXT, 'le')), 'UTF-16'],
  ['UTF-16BE by charset', utf16(TEXT, 'be'), 'UTF-16BE'],
  ['UTF-16LE by charset', utf16(TEXT, 'le'), 'utf-16'],
];

for (const [name, octets, charset] of encodings) {
  test(`${name} gives the same document, with offsets in octets`, () => {
    const { root, problems } = parseXml(octets, charset);
    expect(problems).toEqual([]);
    expect([root?.name, root?.attributes]).toEqual(['a', { b: '\u63a8' }]);
    expect(root?.children.map((child) => (typeof child === 'string' ? child : child.name))).toEqual(['\u9001', 'c']);
    const wide = name.startsWith('UTF-16') ? 2 : 1;
    for (const element of [root, root?.children[1]]) {
      assert.ok(typeof element === 'object' && element !== null);
      assert.equal(
        latin1(octets.subarray(element.offset, element.offset + 2 * wide))
          .replace('\0', '')
          .charAt(0),
        '<',
      );
    }
  });
}

test('ISO-8859-1 is read by its declaration, and by the charset that goes before it', () => {
  const declared = fromLatin1('<?xml version="1.0" encoding="ISO-8859-1"?><a b="\xe9"/>');
  expect(parseXml(declared)).toMatchObject({
    encoding: 'iso-8859-1',
    problems: [],
    root: { attributes: { b: '\u00e9' } },
  });
  const wrong = concat(
    fromLatin1('<?xml version="1.0" encoding="ISO-8859-1"?><a b="'),
    fromHex('C3A9'),
    fromLatin1('"/>'),
  );
  expect(parseXml(wrong, 'utf-8').root?.attributes).toEqual({ b: '\u00e9' });
});

const refused: readonly (readonly [why: string, octets: Uint8Array, complaint: string])[] = [
  [
    'an unknown encoding',
    fromLatin1('<?xml version="1.0" encoding="x-klingon"?><a/>'),
    "encoding: 'x-klingon' is not read here",
  ],
  [
    'a mark that contradicts the declaration',
    fromLatin1('\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
    "encoding: byte order mark of utf-8, but 'iso-8859-1' is stated",
  ],
  [
    'UTF-16 stated of single octets',
    fromLatin1('<?xml version="1.0" encoding="UTF-16"?><a/>'),
    'encoding: utf-16 is stated, the octets are not',
  ],
  ['UTF-16 without mark', utf16('<a/>', 'be'), 'encoding: utf-16 without byte order mark'],
  [
    'a high octet in US-ASCII',
    fromLatin1('<?xml version="1.0" encoding="US-ASCII"?><a>\xe9</a>'),
    'encoding: an octet above 7F is not us-ascii',
  ],
  ['half a UTF-16 pair', fromHex('FEFF 003C 0061 003E D83D 003C 002F 0061 003E'), 'encoding: is not utf-16be'],
  ['an overlong UTF-8 form', fromHex('3C 61 3E C0 80 3C 2F 61 3E'), 'encoding: is not utf-8'],
  ['a control character', fromLatin1('<a>\x01</a>'), 'xml: disallowed character'],
  ['a reference to a control character', fromLatin1('<a>&#1;</a>'), 'xml: malformed character entity'],
  ['U+FFFE', fromHex('3C613E EFBFBE 3C2F613E'), 'xml: disallowed character'],
  ['an entity named as a property of objects', fromLatin1('<a>&constructor;</a>'), 'xml: undefined entity'],
  ['an attribute given twice', fromLatin1('<a b="1" b="2"/>'), 'xml: duplicate attribute: b'],
  ['two roots', fromLatin1('<a/><b/>'), 'xml: documents may contain only one root'],
  [
    'a document type after the root',
    fromLatin1('<a/><!DOCTYPE a>'),
    'xml: inappropriately located doctype declaration',
  ],
  [
    'a malformed document type',
    fromLatin1('<!DOCTYPE a PUBLIC "x"><a/>'),
    'doctype: document type declaration is malformed',
  ],
  ['33 levels', fromLatin1(`${'<a>'.repeat(33)}${'</a>'.repeat(33)}`), 'xml: elements deeper than 32'],
  [
    '65 attributes',
    fromLatin1(`<a ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`),
    'xml: more than 64 attributes',
  ],
  ['65537 octets', fromLatin1(`<a>${'x'.repeat(65_530)}</a>`), 'xml: more than 65536 octets'],
];

for (const [why, octets, complaint] of refused) {
  test(`an XML entity with ${why} has a problem`, () => {
    assert.ok(complaints(octets).includes(complaint), complaints(octets).join('\n'));
  });
}

test('what is at a limit is read', () => {
  expect(complaints(fromLatin1(`${'<a>'.repeat(32)}${'</a>'.repeat(32)}`))).toEqual([]);
  expect(complaints(fromLatin1(`<a ${Array.from({ length: 64 }, (_, i) => `a${i}=""`).join(' ')}/>`))).toEqual([]);
  expect(complaints(fromLatin1(`<a>${'x'.repeat(65_529)}</a>`))).toEqual([]);
});

test('a problem says where, in octets', () => {
  expect(parseXml(fromHex('3C61 3E C3A9 01 3C2F61 3E')).problems).toEqual([
    { field: 'xml', offset: 5, what: 'disallowed character' },
  ]);
  expect(parseXml(fromHex('3C61 3E C3A9 FF 3C2F61 3E')).problems).toEqual([
    { field: 'encoding', offset: 5, what: 'is not utf-8' },
  ]);
});

test('references, CDATA and line ends are resolved; comments and instructions leave nothing', () => {
  const text = '<!DOCTYPE a [ <!-- c --> <?p q r?> ]><a>1&lt;&#x32;<![CDATA[<&]]>\r\n<!-- x --><?y?>3</a>';
  const { root, doctype, instructions, problems } = parseXml(fromLatin1(text));
  expect(problems).toEqual([]);
  expect(root?.children).toEqual(['1<2<&\n3']);
  expect(doctype).toEqual({ name: 'a', publicId: '', systemId: '', internal: ' <!-- c --> <?p q r?> ' });
  expect(instructions).toEqual([
    { target: 'p', body: 'q r' },
    { target: 'y', body: '' },
  ]);
});

test('escaped text is harmless in content and attributes', () => {
  expect(escapeXml('a<b>&"\'\t\r\n\0\ud800\u{1f600}')).toBe(
    'a&lt;b&gt;&amp;&quot;&apos;&#9;&#13;&#10;\ufffd\ufffd\u{1f600}',
  );
});
