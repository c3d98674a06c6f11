import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromLatin1, toHex } from '../../wire/octets.ts';
import { decodeTransfer } from './transfer-encoding.ts';

function decoded(text: string, encoding: string): string | null {
  const octets = decodeTransfer(fromLatin1(text), encoding);
  return octets === null ? null : toHex(octets);
}

test('base64 is undone whatever its padding and line breaks', () => {
  expect(decoded('AQID', 'base64')).toBe('010203');
  expect(decoded('AQI=', 'Base64')).toBe('0102');
  expect(decoded('/w==', 'base64')).toBe('ff');
  expect(decoded('AQ\r\nID\r\n', 'base64')).toBe('010203');
  expect(decoded('', 'base64')).toBe('');
});

test('quoted-printable is undone: octets, soft line breaks, white space at line ends', () => {
  expect(decoded('a=3Db', 'quoted-printable')).toBe('613d62');
  expect(decoded('a=\r\nb', 'quoted-printable')).toBe('6162');
  expect(decoded('a  \r\nb', 'Quoted-Printable')).toBe('610d0a62');
  expect(decoded('=E6=8e=A8', 'quoted-printable')).toBe('e68ea8');
  expect(decoded('a= \nb\n', 'quoted-printable')).toBe('61620a');
});

test('identity encodings leave octets alone', () => {
  for (const encoding of ['', '7bit', '8bit', 'binary', ' BINARY '])
    assert.equal(decoded('\xff\x00=', encoding), 'ff003d');
});

test('what does not fit its encoding, or has an unknown one, is refused', () => {
  const broken: readonly (readonly [string, string])[] = [
    ['AQI', 'base64'],
    ['A===', 'base64'],
    ['A*ID', 'base64'],
    ['a=3', 'quoted-printable'],
    ['a=ZZ', 'quoted-printable'],
    ['abc', 'x-uuencode'],
  ];
  for (const [text, encoding] of broken) assert.equal(decoded(text, encoding), null, `${text} ${encoding}`);
  expect(broken).toHaveLength(6);
});

test('a megabyte of blanks takes no longer than a megabyte of letters', () => {
  expect(decodeTransfer(fromLatin1(`a${' '.repeat(1_000_000)}b`), 'quoted-printable')).toHaveLength(1_000_002);
});
