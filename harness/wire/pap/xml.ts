import { SaxesParser } from 'saxes';
import type { Problem } from '../octets.ts';
import type { Instruction, XmlDoctype } from './doctype.ts';
import { readDoctype } from './doctype.ts';
import { decodeText } from './encoding.ts';

/** `offset` is that of the `<`, in octets from the entity's start. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  readonly offset: number;
};

export type XmlDocument = {
  /** Also what could be read of a document with problems. */
  readonly root: XmlElement | null;
  readonly doctype: XmlDoctype | null;
  /** Those of the internal subset too. */
  readonly instructions: readonly Instruction[];
  readonly encoding: string;
  readonly problems: readonly Problem[];
};

/** Limits of pap.md, 11. */
export const MAX_XML_OCTETS = 65_536;
export const MAX_XML_DEPTH = 32;
export const MAX_XML_ATTRIBUTES = 64;
/** The problems kept of one document; more would tell nothing new. */
const MAX_PROBLEMS = 64;

type Growing = { name: string; attributes: Map<string, string>; children: (XmlElement | string)[]; offset: number };

/**
 * Reads an XML entity (XML 1.0). Only the five predefined entities and character references mean anything; nothing is
 * ever resolved, inside or outside. `charset` is the media type's, which goes before the XML declaration.
 */
export function parseXml(octets: Uint8Array, charset: string | null = null): XmlDocument {
  if (octets.length > MAX_XML_OCTETS) {
    const problem = { field: 'xml', offset: MAX_XML_OCTETS, what: `more than ${MAX_XML_OCTETS} octets` };
    return { root: null, doctype: null, instructions: [], encoding: '', problems: [problem] };
  }
  const { text, encoding, offsetOf, problems: encodingProblems } = decodeText(octets, charset);
  const problems: Problem[] = [...encodingProblems];
  const instructions: Instruction[] = [];
  let doctype: XmlDoctype | null = null;
  let root: XmlElement | null = null;
  let opening: Growing | null = null;
  let attributeCount = 0;
  let depth = 0;
  const open: (XmlElement & { children: (XmlElement | string)[] })[] = [];

  const parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const complain = (field: string, what: string, offset: number = offsetOf(parser.position - 1)): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ field, offset, what });
  };
  const addText = (piece: string): void => {
    const children = open.at(-1)?.children;
    if (children === undefined || depth > open.length || piece === '') return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + piece;
    else children.push(piece);
  };

  parser.on('error', (error) => complain('xml', error.message.replace(/\.$/, '')));
  parser.on('doctype', (declaration) => {
    const reading = readDoctype(declaration);
    doctype = reading.doctype;
    instructions.push(...reading.instructions);
    for (const complaint of reading.complaints) complain('doctype', complaint);
  });
  parser.on('processinginstruction', ({ target, body }) => void instructions.push({ target, body }));
  parser.on('opentagstart', ({ name }) => {
    const offset = offsetOf(text.lastIndexOf('<', parser.position - 1));
    opening = { name, attributes: new Map(), children: [], offset };
    attributeCount = 0;
  });
  parser.on('attribute', ({ name, value }) => {
    attributeCount += 1;
    if (attributeCount === MAX_XML_ATTRIBUTES + 1) complain('xml', `more than ${MAX_XML_ATTRIBUTES} attributes`);
    if (attributeCount > MAX_XML_ATTRIBUTES || opening === null || opening.attributes.has(name)) return;
    opening.attributes.set(name, value);
  });
  parser.on('opentag', () => {
    depth += 1;
    if (depth === MAX_XML_DEPTH + 1) complain('xml', `elements deeper than ${MAX_XML_DEPTH}`);
    if (depth > MAX_XML_DEPTH || opening === null) return;
    const element = { ...opening, attributes: Object.fromEntries(opening.attributes) };
    const parent = open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    if (depth === open.length) open.pop();
    depth -= 1;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);

  try {
    parser.write(text).close();
  } catch (thrown) {
    complain('xml', `the parser gave up: ${thrown instanceof Error ? thrown.message : 'for no stated reason'}`);
  }
  return { root, doctype, instructions, encoding, problems };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

/** Text as it may stand in an attribute value or in content; characters that XML cannot have become U+FFFD. */
export function escapeXml(text: string): string {
  let escaped = '';
  for (const char of text) escaped += ESCAPES.get(char) ?? (isXmlChar(char.codePointAt(0) ?? 0) ? char : '\ufffd');
  return escaped;
}

function isXmlChar(code: number): boolean {
  return (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x1_0000;
}
