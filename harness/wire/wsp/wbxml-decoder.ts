import type { DocumentTables, WbxmlCharset, WbxmlDate, WbxmlDocument, WbxmlElement } from './document-type.ts';
import type { DocumentType } from './documents.ts';
import { documentTypes } from './documents.ts';
import { readOpaqueDate } from './opaque-date.ts';
import type { WbxmlReader } from './wbxml-reader.ts';
import { makeWbxmlReader } from './wbxml-reader.ts';

/** push-ota.md, 5.8. */
const MAX_DEPTH = 16;

const FIRST_VERSION = 0x01;
const LAST_VERSION = 0x03;
const UNKNOWN_PUBLIC_ID = 0x01;
const UNSAID_CHARSET = 0;

/** Global tokens (WAP-192, 7.1); those not named here no document type of push gives a meaning. */
const SWITCH_PAGE = 0x00;
const END = 0x01;
const ENTITY = 0x02;
const STR_I = 0x03;
const LITERAL = 0x04;
const PI = 0x43;
const STR_T = 0x83;
const OPAQUE = 0xc3;

const HAS_ATTRIBUTES = 0x80;
const HAS_CONTENT = 0x40;
const TOKEN_BITS = 0x3f;
const FIRST_VALUE_TOKEN = 0x80;

/** What reading the body needs besides the place. */
type Body = { readonly reader: WbxmlReader; readonly tables: DocumentTables; readonly dates: WbxmlDate[] };

/** Reads an SI, SL, CO or EMN document (WAP-192, 5). */
export function decodeDocument(
  octets: Uint8Array,
  expected: DocumentType | null,
  { unsaid, instead }: WbxmlCharset,
): WbxmlDocument {
  const reader = makeWbxmlReader(octets);
  const version = reader.octet();
  if (version < FIRST_VERSION || version > LAST_VERSION) reader.fail('version', `0x${hex(version)} is not 1.1 to 1.3`);
  const statedId = reader.uint();
  const nameIndex = statedId === 0 ? reader.uint() : null;
  const charset = reader.uint();
  const table = reader.run(reader.uint());
  reader.use(instead ?? (charset === UNSAID_CHARSET ? (unsaid ?? charset) : charset), table);
  const publicName = nameIndex === null ? null : reader.tableText(nameIndex);
  const tables = tablesOf(statedId, publicName, expected);
  if (tables === null) reader.fail('public id', `${publicName ?? `0x${hex(statedId)}`} is no document type of push`);
  else if (expected !== null && tables !== documentTypes[expected]) reader.fail('public id', `is not of ${expected}`);

  const dates: WbxmlDate[] = [];
  const root = tables === null || reader.failed() ? null : readBody({ reader, tables, dates });
  const problems = reader.problems();
  return {
    root: problems.length === 0 ? root : null,
    publicId: publicName === null ? statedId : (tables?.publicId ?? 0),
    charset,
    dates,
    problems,
  };
}

function tablesOf(publicId: number, publicName: string | null, expected: DocumentType | null): DocumentTables | null {
  if (publicId === UNKNOWN_PUBLIC_ID && expected !== null) return documentTypes[expected];
  const known = Object.values(documentTypes);
  return known.find((one) => one.publicId === publicId || one.publicName === publicName) ?? null;
}

function readBody(body: Body): WbxmlElement | null {
  const { reader } = body;
  skipInstructions(body);
  const root = readElement(body, 1);
  while (!reader.failed() && !reader.atEnd() && reader.peek() === PI) skipInstructions(body);
  if (!reader.failed() && !reader.atEnd()) reader.fail('document', 'goes on after the root element');
  return root;
}

function readElement(body: Body, depth: number): WbxmlElement {
  const { reader } = body;
  if (depth > MAX_DEPTH) reader.fail('element', `deeper than ${MAX_DEPTH}`);
  skipPages(body);
  const token = reader.peek();
  const name = readTagName(body);
  const attributes = (token & HAS_ATTRIBUTES) !== 0 ? readAttributes(body) : {};
  const children = (token & HAS_CONTENT) !== 0 ? readContent(body, depth) : [];
  return { name, attributes, children };
}

function readTagName({ reader, tables }: Body): string {
  const token = reader.peek() & TOKEN_BITS;
  const [, name] = tables.tags.find(([is]) => is === token) ?? [];
  if (name === undefined && token !== LITERAL) reader.fail('tag', `0x${hex(token)} is no tag`);
  reader.octet();
  return name ?? reader.tableText(reader.uint());
}

function readContent(body: Body, depth: number): readonly (WbxmlElement | string)[] {
  const { reader } = body;
  const children: (WbxmlElement | string)[] = [];
  const addText = (text: string): void => {
    if (text === '') return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  };
  while (!reader.failed()) {
    switch (reader.peek()) {
      case END:
        reader.octet();
        return children;
      case SWITCH_PAGE:
        skipPages(body);
        break;
      case PI:
        skipInstructions(body);
        break;
      case STR_I:
      case STR_T:
      case ENTITY:
        addText(readText(body));
        break;
      default:
        children.push(readElement(body, depth + 1));
    }
  }
  return children;
}

function readAttributes(body: Body): Readonly<Record<string, string>> {
  const { reader } = body;
  const attributes = new Map<string, string>();
  while (!reader.failed()) {
    skipPages(body);
    if (reader.peek() === END) break;
    const { name, prefix } = readAttributeStart(body);
    const value = readAttributeValue(body, name, prefix);
    if (attributes.has(name)) reader.fail('attribute', `${name} a second time`);
    attributes.set(name, value);
  }
  reader.octet();
  return Object.fromEntries(attributes);
}

function readAttributeStart({ reader, tables }: Body): { readonly name: string; readonly prefix: string } {
  const token = reader.peek();
  const [, name, prefix] = tables.attributeStarts.find(([is]) => is === token) ?? [];
  if (name === undefined && token !== LITERAL) reader.fail('attribute', `0x${hex(token)} is no attribute start`);
  reader.octet();
  return { name: name ?? reader.tableText(reader.uint()), prefix: prefix ?? '' };
}

function readAttributeValue(body: Body, name: string, prefix: string): string {
  const { reader, tables, dates } = body;
  const offset = reader.offset();
  const isDate = tables.dates.includes(name);
  let value = prefix;
  let packed = false;
  while (!reader.failed()) {
    skipPages(body);
    const token = reader.peek();
    if (token === OPAQUE) {
      if (!isDate || value !== '') reader.fail('OPAQUE', `has no place in ${name}`);
      value = readDate(body, name, offset);
      packed = true;
    } else if (token === STR_I || token === STR_T || token === ENTITY) {
      value += readText(body);
    } else if (token >= FIRST_VALUE_TOKEN) {
      const [, text] = tables.attributeValues.find(([is]) => is === token) ?? [];
      if (text === undefined) reader.fail('attribute value', `0x${hex(token)} is no attribute value`);
      reader.octet();
      value += text ?? '';
    } else {
      break;
    }
  }
  if (isDate && !packed && !reader.failed()) {
    dates.push({ attribute: name, coding: 'text', octets: new TextEncoder().encode(value), offset });
  }
  return value;
}

function readDate({ reader, dates }: Body, attribute: string, offset: number): string {
  reader.octet();
  const octets = reader.run(reader.uint());
  if (reader.failed()) return '';
  const date = readOpaqueDate(octets);
  if ('problem' in date) {
    reader.fail(attribute, date.problem);
    return '';
  }
  dates.push({ attribute, coding: 'opaque', octets, offset });
  return date.text;
}

function readText({ reader }: Body): string {
  const token = reader.octet();
  if (token === ENTITY) return reader.entity();
  return token === STR_I ? reader.inlineText() : reader.tableText(reader.uint());
}

/** Page 0 is the only one there is. */
function skipPages({ reader }: Body): void {
  while (!reader.failed() && reader.peek() === SWITCH_PAGE) {
    reader.octet();
    const page = reader.octet();
    if (page !== 0) reader.fail('SWITCH_PAGE', `there is no page ${page}`);
  }
}

/** A processing instruction says nothing here: its attribute is read and left out. */
function skipInstructions(body: Body): void {
  const { reader } = body;
  while (!reader.failed() && !reader.atEnd() && reader.peek() === PI) {
    reader.octet();
    const { name, prefix } = readAttributeStart(body);
    readAttributeValue(body, name, prefix);
    if (reader.octet() !== END) reader.fail('PI', 'without END');
  }
}

function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
