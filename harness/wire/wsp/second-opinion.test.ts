import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import { fromHex, toHex } from '../octets.ts';
import { escapeXml, parseXml } from '../pap/xml.ts';
import { documentTypes } from './documents.ts';
import { decodeWbxml, encodeWbxml } from './wbxml.ts';
import type { DocumentType, WbxmlElement } from './wbxml.ts';

type Worked = { readonly type: DocumentType; readonly xml: string; readonly hex: string };
const worked = JSON.parse(readFileSync('fixtures/golden/wbxml-documents.json', 'utf8')) as readonly Worked[];

/** libwbxml, where it is installed (Debian: libwbxml2-utils). */
const installed = ['xml2wbxml', 'wbxml2xml'].every((tool) => spawnSync(tool, []).error === undefined);

/** `npm run proof:wbxml`: each document is two processes. */
const DOCUMENTS = process.env['npm_lifecycle_event'] === 'proof:wbxml' ? 2_000 : 40;

const reason =
  'xml2wbxml and wbxml2xml are not installed (libwbxml2-utils): our WBXML is compared with the worked documents only';

function theirWbxml(xml: string, type: DocumentType): Uint8Array {
  const input = `<?xml version="1.0"?><!DOCTYPE ${type} PUBLIC "${documentTypes[type].publicName}" "${type}.dtd">${xml}`;
  return new Uint8Array(
    execFileSync('xml2wbxml', ['-n', '-v', '1.2', '-o', '-', '-'], { input, stdio: ['pipe', 'pipe', 'ignore'] }),
  );
}

function theirXml(wbxml: Uint8Array): string {
  return execFileSync('wbxml2xml', ['-m', '0', '-o', '-', '-'], {
    input: wbxml,
    stdio: ['pipe', 'pipe', 'ignore'],
  }).toString();
}

function toXml({ name, attributes, children }: WbxmlElement): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`);
  const content = children.map((child) => (typeof child === 'string' ? escapeXml(child) : toXml(child)));
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A document as a tree of plain data, attributes by name; which is all that has to agree. */
function tree(element: WbxmlElement | null): unknown {
  assert.ok(element !== null);
  const children = element.children.map((child) => (typeof child === 'string' ? child : tree(child)));
  return [element.name, Object.entries(element.attributes).sort(), children];
}

function compare(root: WbxmlElement, type: DocumentType): void {
  const ours = encodeWbxml(root, type);
  const theirs = theirWbxml(toXml(root), type);
  assert.equal(toHex(ours), toHex(theirs));
  assert.deepEqual(tree(decodeWbxml(theirs, type).root), tree(root), `we read theirs: ${toHex(theirs)}`);
  const read = parseXml(new TextEncoder().encode(theirXml(ours).replace(/<!DOCTYPE[^>]*>/, '')));
  assert.deepEqual(tree(read.root), tree(root), `they read ours: ${toHex(ours)}`);
}

test('libwbxml makes the same octets of the worked documents, and reads ours as the same documents', () => {
  test.skip(!installed, reason);
  for (const { type, xml, hex } of worked) {
    assert.equal(toHex(theirWbxml(xml, type)), toHex(fromHex(hex)), xml);
    const { root } = parseXml(new TextEncoder().encode(xml));
    assert.ok(root !== null);
    compare(root, type);
  }
});

test('libwbxml and we make the same octets of SI, SL, CO and EMN documents, and read each other\u2019s', () => {
  test.skip(!installed, reason);
  test.setTimeout(30_000 + 60 * DOCUMENTS);
  const word = fc.string({
    unit: fc.constantFrom(...Array.from('abcXYZ019-_~&<>"\u00e9\u63a8')),
    minLength: 1,
    maxLength: 12,
  });
  const host = fc.constantFrom('example.com/', 'example.org', 'example.net/a.com/b', 'a.edu');
  const url = fc
    .tuple(fc.constantFrom('http://', 'http://www.', 'https://', 'https://www.', 'ftp://'), host, word)
    .map((parts) => parts.join(''));
  const date = fc.constantFrom('2026-01-02T03:04:05Z', '2026-10-10T00:00:00Z', '2030-12-31T23:50:00Z');
  const signal = fc.constantFrom('signal-none', 'signal-low', 'signal-medium', 'signal-high');
  const indication = fc.record(
    { href: url, 'si-id': word, created: date, 'si-expires': date, action: signal },
    { requiredKeys: ['href'] },
  );
  const leaf = (name: string, attributes: Record<string, string>, text = ''): WbxmlElement => ({
    name,
    attributes,
    children: text === '' ? [] : [text],
  });
  const documents = fc.oneof(
    fc.tuple(indication, word).map(([attributes, text]) => ({
      name: 'si',
      attributes: {},
      children: [leaf('indication', { ...attributes }, text)],
    })),
    fc
      .record({ href: url, action: fc.constantFrom('execute-low', 'execute-high', 'cache') })
      .map((attributes) => leaf('sl', attributes)),
    fc
      .array(url, { minLength: 1, maxLength: 3 })
      .map((urls) => ({ name: 'co', attributes: {}, children: urls.map((uri) => leaf('invalidate-object', { uri })) })),
    fc
      .record({
        mailbox: fc
          .tuple(fc.constantFrom('mailat:', 'pop://', 'imap://', 'http://www.'), word)
          .map((parts) => parts.join('')),
        timestamp: date,
      })
      .map((attributes) => leaf('emn', attributes)),
  );
  fc.assert(
    fc.property(documents, (root) => compare(root, root.name as DocumentType)),
    { numRuns: DOCUMENTS },
  );
});
