import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex, fromLatin1, toHex } from '../../wire/octets.ts';
import { SI_TEXT } from './stage.ts';
import type { Transformed } from './transform.ts';
import { transform } from './transform.ts';

function transformed(body: Uint8Array | string, ...headers: readonly (readonly [string, string])[]): Transformed {
  return transform({ headers, body: typeof body === 'string' ? fromLatin1(body) : body, offset: 0 });
}

/** Media type, charset and body in hex. */
function seen(result: Transformed): readonly (string | null)[] {
  assert.equal(result.kind, 'content');
  const { media, charset, body } = result.content;
  return [media, charset, toHex(body)];
}

function hex(text: string): string {
  return toHex(fromHex(text));
}

test('text documents become the binary ones of push-ota.md 5.7', () => {
  const documents: readonly (readonly [string, string, string, string])[] = [
    [
      'text/vnd.wap.si',
      '<si>\r\n <indication href="https://www.example.org/a" si-id="x1" action="signal-low">Hi &amp; bye</indication>\r\n</si>',
      'application/vnd.wap.sic',
      `02 05 6A 00 45 C6 0F 03 65 78 61 6D 70 6C 65 00 88 03 61 00 11 03 78 31 00 06 01 03 48 69 20 26 20 62 79 65 00 01 01`,
    ],
    [
      'text/vnd.wap.sl',
      '<sl href="http://www.example.com/s.wml" action="execute-high"/>',
      'application/vnd.wap.slc',
      '02 06 6A 00 85 0A 03 65 78 61 6D 70 6C 65 00 85 03 73 2E 77 6D 6C 00 06 01',
    ],
    [
      'text/vnd.wap.co',
      '<co><invalidate-object uri="http://www.example.com/a.wml"/><invalidate-service uri="https://example.net/svc/"/></co>',
      'application/vnd.wap.coc',
      '02 07 6A 00 45 86 07 03 65 78 61 6D 70 6C 65 00 85 03 61 2E 77 6D 6C 00 01 87 08 03 65 78 61 6D 70 6C 65 00 87 03 73 76 63 2F 00 01 01',
    ],
    [
      'text/vnd.wap.emn+xml',
      '<emn mailbox="mailat:user@example.com" timestamp="2026-01-02T03:04:05Z"/>',
      'application/vnd.wap.emn+wbxml',
      '02 0D 6A 00 85 07 03 75 73 65 72 40 65 78 61 6D 70 6C 65 00 85 05 C3 07 20 26 01 02 03 04 05 01',
    ],
  ];
  for (const [text, body, binary, octets] of documents) {
    assert.deepEqual(seen(transformed(body, ['Content-Type', text])), [binary, 'utf-8', hex(octets)]);
  }
  expect(documents).toHaveLength(4);
});

test('a document in Latin-1 becomes UTF-8', () => {
  const body = '<?xml version="1.0" encoding="ISO-8859-1"?><si><indication href="http://a/">\xfc</indication></si>';
  expect(seen(transformed(body, ['Content-Type', 'text/vnd.wap.si; charset=ISO-8859-1']))).toEqual([
    'application/vnd.wap.sic',
    'utf-8',
    hex('02 05 6A 00 45 C6 0C 03 61 2F 00 01 03 C3 BC 00 01 01'),
  ]);
});

test('no-transform content, binary content and MMS notifications go as they came', () => {
  expect(
    seen(transformed('<si>', ['content-type', 'text/vnd.wap.si'], ['Cache-Control', 'no-cache , No-Transform'])),
  ).toEqual(['text/vnd.wap.si', null, hex('3C 73 69 3E')]);
  const mms = fromHex('8C 82 98 31 00 8D 90 00');
  expect(seen(transformed(mms, ['Content-Type', 'application/vnd.wap.mms-message']))).toEqual([
    'application/vnd.wap.mms-message',
    null,
    '8c829831008d9000',
  ]);
});

test('a transfer encoding is undone before the document is read', () => {
  const base64 = Buffer.from(SI_TEXT).toString('base64');
  const type = ['Content-Type', 'text/vnd.wap.si'] as const;
  const encoded = transformed(base64, type, ['Content-Transfer-Encoding', 'base64']);
  expect(seen(encoded)).toEqual(seen(transformed(SI_TEXT, type)));
});

test('of the part’s headers only those that mean something to the handset go on air', () => {
  const result = transformed(
    'x',
    ['Content-Type', 'text/plain'],
    ['X-Wap-Application-Id', 'x-wap-application:mms.ua'],
    ['X-Wap-Content-URI', 'http://www.example.com/'],
    ['Authorization', 'Basic x'],
    ['Cookie', 'a=b'],
    ['Connection', 'close'],
    ['Content-Length', '1'],
    ['Content-Location', 'http://a\x01/'],
  );
  assert.equal(result.kind, 'content');
  expect(result.content.applicationId).toBe('x-wap-application:mms.ua');
  expect(result.content.headers).toEqual([['x-wap-content-uri', 'http://www.example.com/']]);
});

test('documents that do not fit their type are refused with 3006', () => {
  const documents: readonly (readonly [string, string])[] = [
    ['si', ''],
    ['si', '<sl href="http://a/"/>'],
    ['si', '<si/>'],
    ['si', '<si><indication/><indication/></si>'],
    ['si', '<si>text<indication/></si>'],
    ['si', '<si><indication colour="red"/></si>'],
    ['si', '<si><indication created="now"/></si>'],
    ['si', '<si><indication/><info/></si>'],
    ['si', '<!DOCTYPE si [<!ENTITY a "b">]><si><indication>&a;</indication></si>'],
    ['sl', '<sl/>'],
    ['sl', '<sl href="http://a/" action="signal-low"/>'],
    ['co', '<co><invalidate-object/></co>'],
    ['emn+xml', '<emn timestamp="2026-01-02T03:04:05Z"/>'],
  ];
  for (const [type, body] of documents) {
    const result = transformed(body, ['Content-Type', `text/vnd.wap.${type}`]);
    assert.equal(result.kind === 'refused' ? result.code : result.kind, 3006, body);
  }
  expect(documents).toHaveLength(13);
});
