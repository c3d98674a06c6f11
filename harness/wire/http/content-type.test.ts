import { expect, test } from '@playwright/test';
import { parseContentType } from './content-type.ts';

const rows: readonly (readonly [value: string, media: string, parameters: Record<string, string>])[] = [
  ['application/xml', 'application/xml', {}],
  ['Text/XML;Charset=UTF-8', 'text/xml', { charset: 'UTF-8' }],
  [
    'multipart/related; boundary="a;b\\"c=\\\\"; type="application/xml"',
    'multipart/related',
    { boundary: 'a;b"c=\\', type: 'application/xml' },
  ],
  [
    'multipart/related ; boundary = plain ; type=application/xml',
    'multipart/related',
    { boundary: 'plain', type: 'application/xml' },
  ],
  ['multipart/related; boundary=one; boundary=two', 'multipart/related', { boundary: 'one' }],
  ['multipart/related; flag; boundary=x', 'multipart/related', { boundary: 'x' }],
  ['multipart/related; boundary="never ends', 'multipart/related', { boundary: 'never ends' }],
  ['multipart/related; boundary=', 'multipart/related', { boundary: '' }],
  ['', '', {}],
  [';;=;=x;', '', {}],
];

for (const [value, media, parameters] of rows) {
  test(`content type read: ${value || '(empty)'}`, () => {
    expect(parseContentType(value)).toEqual({ media, parameters });
  });
}

test('a parameter called __proto__ is a parameter', () => {
  expect(Object.entries(parseContentType('a/b; __proto__=x').parameters)).toEqual([['__proto__', 'x']]);
});
