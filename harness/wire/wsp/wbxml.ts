import { concat } from '../octets.ts';
import type { DocumentTables, WbxmlCharset, WbxmlDocument, WbxmlElement } from './document-type.ts';
import type { DocumentType } from './documents.ts';
import { documentTypes } from './documents.ts';
import { writeOpaqueDate } from './opaque-date.ts';
import { writeUintvar } from './uintvar.ts';
import { decodeDocument } from './wbxml-decoder.ts';

export type { WbxmlCharset, WbxmlDate, WbxmlDocument, WbxmlElement } from './document-type.ts';
export type { DocumentType } from './documents.ts';
export { checkDocument } from './documents.ts';

/**
 * Reads an SI, SL, CO or EMN document (WAP-192), refusing what push-ota.md 5.8 lists. `expected` is the document type
 * that the media type tells; a document may leave its own unsaid, and its charset (`charset`).
 */
export function decodeWbxml(
  octets: Uint8Array,
  expected: DocumentType | null = null,
  charset: WbxmlCharset = {},
): WbxmlDocument {
  return decodeDocument(octets, expected, charset);
}

const VERSION_1_2 = 0x02;
const UTF_8 = 106;
const END = 0x01;
const STR_I = 0x03;
const OPAQUE = 0xc3;
const HAS_ATTRIBUTES = 0x80;
const HAS_CONTENT = 0x40;

/**
 * A WBXML document in UTF-8, version 1.2, without string table: the longest attribute prefixes, value tokens and packed
 * dates. White space between elements is left out. Throws RangeError on what the document type has no token for: ask
 * `checkDocument` first.
 */
export function encodeWbxml(root: WbxmlElement, documentType: DocumentType): Uint8Array {
  const tables = documentTypes[documentType];
  const head = concat(Uint8Array.of(VERSION_1_2), writeUintvar(tables.publicId), writeUintvar(UTF_8), writeUintvar(0));
  return concat(head, encodeElement(root, tables));
}

function encodeElement(element: WbxmlElement, tables: DocumentTables): Uint8Array {
  const [token] = tables.tags.find(([, name]) => name === element.name) ?? [];
  if (token === undefined) throw new RangeError(`no element of this document type: ${element.name}`);
  const takesText = tables.model.get(element.name)?.content.type === 'text';
  const children = element.children.filter(
    (child) => typeof child !== 'string' || (takesText ? child !== '' : /\S/.test(child)),
  );
  const attributes = Object.entries(element.attributes);
  const flags = (attributes.length > 0 ? HAS_ATTRIBUTES : 0) | (children.length > 0 ? HAS_CONTENT : 0);
  const end = Uint8Array.of(END);
  return concat(
    Uint8Array.of(token | flags),
    ...attributes.map(([name, value]) => encodeAttribute(name, value, tables)),
    ...(attributes.length > 0 ? [end] : []),
    ...children.map((child) => (typeof child === 'string' ? inline(child) : encodeElement(child, tables))),
    ...(children.length > 0 ? [end] : []),
  );
}

function encodeAttribute(name: string, value: string, tables: DocumentTables): Uint8Array {
  const [start, ...shorter] = tables.attributeStarts
    .filter(([, is, prefix]) => is === name && value.startsWith(prefix))
    .sort(([, , a], [, , b]) => b.length - a.length);
  if (start === undefined) throw new RangeError(`no such attribute or value: ${name}="${value}"`);
  const [token, , prefix] = start;
  if (tables.dates.includes(name)) {
    const date = writeOpaqueDate(value);
    return concat(Uint8Array.of(token, OPAQUE), writeUintvar(date.length), date);
  }
  const rest = value.slice(prefix.length);
  // an enumerated value is its token or nothing
  if (rest !== '' && shorter.length === 0 && prefix !== '') throw new RangeError(`no such value: ${name}="${value}"`);
  return concat(Uint8Array.of(token), encodeValue(rest, tables));
}

/** The rest of a value: texts, and a token for each part that has one. */
function encodeValue(value: string, tables: DocumentTables): Uint8Array {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < value.length;) {
    const [token, text] = tables.attributeValues.find(([, is]) => value.startsWith(is, at)) ?? [];
    if (token === undefined || text === undefined) {
      at += 1;
      continue;
    }
    if (from < at) pieces.push(inline(value.slice(from, at)));
    pieces.push(Uint8Array.of(token));
    at += text.length;
    from = at;
  }
  if (from < value.length) pieces.push(inline(value.slice(from)));
  return concat(...pieces);
}

function inline(text: string): Uint8Array {
  if (text.includes('\0')) throw new RangeError('text with a NUL');
  return concat(Uint8Array.of(STR_I), new TextEncoder().encode(text), Uint8Array.of(0));
}
