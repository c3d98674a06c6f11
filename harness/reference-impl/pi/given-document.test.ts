import { expect, test } from '@playwright/test';
import { toHex } from '../../wire/octets.ts';
import { givenDocument } from './given-document.ts';

test('a document has the media type of its root element, and says its charset', () => {
  expect(givenDocument('<?xml version="1.0"?><emn mailbox="pop://a"/>', 'utf-8').contentType).toBe(
    'text/vnd.wap.emn+xml; charset=utf-8',
  );
  expect(givenDocument('<sl href="http://a/"/>', 'iso-8859-1').contentType).toBe('text/vnd.wap.sl; charset=iso-8859-1');
  expect(givenDocument('<x/>', 'utf-16').contentType).toBe('text/xml; charset=utf-16');
});

test('a document is written in the charset that is said of it', () => {
  const hex = (charset: string): string => toHex(givenDocument('é', charset).body);
  expect(hex('utf-8')).toBe('c3a9');
  expect(hex('iso-8859-1')).toBe('e9');
  expect(hex('utf-16')).toBe('feff00e9');
});
