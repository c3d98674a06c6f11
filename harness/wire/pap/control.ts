import type { Problem } from '../octets.ts';
import { checkElement } from './content-model.ts';
import type { XmlDoctype } from './doctype.ts';
import { ENTITIES, OPERATIONS } from './entities.table.ts';
import type { XmlDocument, XmlElement } from './xml.ts';
import { escapeXml, parseXml } from './xml.ts';

export type PapControl = {
  /** What the DOCTYPE declares, e.g. `2.0`. */
  readonly version: string | null;
  /** Of the `wap-pap-ver` instruction, e.g. `2.0,1.*`. */
  readonly supportedVersions: string | null;
  readonly operation: string | null;
  /** Of the operation element. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The elements in the operation element. */
  readonly children: readonly XmlElement[];
  /** Not well-formed, or against the model of PAP chapter 9; the rest is then what could be read. */
  readonly problems: readonly Problem[];
};

/** Reads a control entity; `charset` is the one its media type states. */
export function parseControl(octets: Uint8Array, charset: string | null = null): PapControl {
  const document = parseXml(octets, charset);
  const version = versionOf(document.doctype);
  const root = document.root?.name === 'pap' ? document.root : null;
  const operation = root === null ? undefined : elementsOf(root).find(({ name }) => OPERATIONS.has(name));
  return {
    version,
    supportedVersions: supportedVersionsOf(document),
    operation: operation?.name ?? null,
    attributes: operation?.attributes ?? {},
    children: operation === undefined ? [] : elementsOf(operation),
    problems: [...document.problems, ...checkDocument(document, version)],
  };
}

function checkDocument({ root, doctype }: XmlDocument, version: string | null): readonly Problem[] {
  if (root === null) return [];
  const { offset } = root;
  if (root.name !== 'pap') return [{ field: 'pap', offset, what: `the root element is '${root.name.slice(0, 40)}'` }];
  const operations = elementsOf(root).length;
  // attributes beyond the model are errors up to 2.0 only (AMB-33)
  const extraAttributes = version !== null && isAtLeast(version, '2.1') ? 'ignored' : 'refused';
  const has = (since: string): boolean => version === null || isAtLeast(version, since);
  return [
    ...(doctype === null || doctype.name === 'pap' ? [] : [{ field: 'doctype', offset: 0, what: 'is not of pap' }]),
    ...(operations > 1 ? [{ field: 'pap', offset, what: `has ${operations} elements` }] : []),
    ...checkElement(root, ENTITIES, { extraAttributes, has }),
  ];
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

function versionOf(doctype: XmlDoctype | null): string | null {
  const match =
    /\/\/DTD PAP (\d+\.\d+)\/\//.exec(doctype?.publicId ?? '') ?? /pap_(\d+\.\d+)\.dtd$/.exec(doctype?.systemId ?? '');
  return match?.[1] ?? null;
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function supportedVersionsOf({ instructions }: XmlDocument): string | null {
  const body = instructions.find(({ target }) => target === 'wap-pap-ver')?.body ?? '';
  const match = /(?:^|\s)supported-versions\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(body);
  return match?.[1] ?? match?.[2] ?? null;
}

export type ControlElement = {
  readonly name: string;
  /** In this order; undefined ones are left out. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children?: readonly ControlElement[];
};

export type ControlOptions = {
  readonly productName?: string;
  /** Of the DOCTYPE; 2.0 unless stated. */ readonly version?: string;
};

const SUPPORTED_VERSIONS = '2.0,1.*';

/** A control entity in UTF-8: CRLF lines, DOCTYPE with the versions we support, attributes in the given order. */
export function buildControl(
  operation: string,
  attributes: ControlElement['attributes'],
  children: readonly ControlElement[],
  options: ControlOptions = {},
): Uint8Array {
  const version = options.version ?? '2.0';
  const systemId =
    version === '2.1'
      ? 'http://www.openmobilealliance.org/tech/DTD/pap_2.1.dtd'
      : `http://www.wapforum.org/DTD/pap_${version}.dtd`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP ${version}//EN" "${systemId}" [<?wap-pap-ver supported-versions="${SUPPORTED_VERSIONS}"?>]>`,
    ...elementLines({
      name: 'pap',
      attributes: { 'product-name': options.productName },
      children: [{ name: operation, attributes, children }],
    }),
  ];
  return new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
}

function elementLines({ name, attributes, children = [] }: ControlElement): readonly string[] {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(value ?? '')}"`);
  const start = `<${name}${written.join('')}`;
  return children.length === 0 ? [`${start}/>`] : [`${start}>`, ...children.flatMap(elementLines), `</${name}>`];
}
