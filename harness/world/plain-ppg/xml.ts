/** An element of a document that is well-formed; children that are elements only. */
export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
};

/** A document, and the PAP versions that it declares: of its DTD and of its wap-pap-ver list. */
export type Document = { readonly root: Element; readonly versions: readonly string[] };

type Open = { readonly name: string; readonly attributes: Map<string, string>; readonly children: Element[] };

const MAX_CHARACTERS = 262_144;
const MAX_DEPTH = 32;
const ILLEGAL = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const MARKUP =
  /<!--(?:(?!--)[^])*-->|<\?[^]*?\?>|<!DOCTYPE\s(?:[^[>"]|"[^"]*")*(?:\[[^\]]*\]\s*)?>|<\/[^>]*>|<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+|</g;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy;
const LAST_CHARACTER = 0x10ffff;
const NAMED: Readonly<Record<string, string | undefined>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document; `null` when it is not well-formed, or has anything in its DTD but wap-pap-ver. */
export function readXml(octets: Buffer): Document | null {
  const text = decoded(octets);
  if (text === null || text.length > MAX_CHARACTERS || ILLEGAL.test(text)) return null;
  const versions: string[] = [];
  const open: Open[] = [];
  let root: Open | null = null;
  for (const [piece] of text.matchAll(MARKUP)) {
    if (piece.startsWith('<!DOCTYPE')) {
      const subset = /\[([^]*)\]/.exec(piece)?.[1] ?? '';
      if (root !== null || /<!|%/.test(subset)) return null;
      versions.push(...(/PAP (\d\.\d)/.exec(piece)?.slice(1) ?? []));
      const listed = /supported-versions="([^"]*)"/.exec(subset)?.[1];
      if (listed !== undefined) versions.push(...listed.split(',').map((one) => one.trim()));
    } else if (piece.startsWith('</')) {
      const name = /^<\/([\w:.-]+)\s*>$/.exec(piece)?.[1];
      if (name === undefined || open.pop()?.name !== name) return null;
    } else if (/^<[A-Za-z_:]/.test(piece)) {
      const element = opened(piece);
      if (element === null || open.length >= MAX_DEPTH) return null;
      if (open.length === 0 && root !== null) return null;
      root ??= element;
      open.at(-1)?.children.push(element);
      if (!piece.endsWith('/>')) open.push(element);
    } else if (piece.startsWith('<')) {
      if (!piece.startsWith('<!--') && !piece.startsWith('<?')) return null;
    } else if (resolved(piece) === null || (open.length === 0 && piece.trim() !== '')) {
      return null;
    }
  }
  return root === null || open.length > 0 ? null : { root, versions };
}

function opened(piece: string): Open | null {
  const [head = '', name = ''] = /^<([A-Za-z_:][\w:.-]*)/.exec(piece) ?? [];
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = head.length;
  let at = head.length;
  for (let found = ATTRIBUTE.exec(piece); found !== null; found = ATTRIBUTE.exec(piece)) {
    const [, key = '', double, single] = found;
    const value = resolved(double ?? single ?? '');
    if (value === null || attributes.has(key)) return null;
    attributes.set(key, value);
    at = ATTRIBUTE.lastIndex;
  }
  return /^\s*\/?>$/.test(piece.slice(at)) ? { name, attributes, children: [] } : null;
}

function resolved(text: string): string | null {
  const broken: string[] = [];
  const result = text.replace(/&([^;&]*);?/g, (written, name: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code =
      number === null ? NaN : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
    const character = code <= LAST_CHARACTER ? String.fromCodePoint(code) : NAMED[name];
    if (character === undefined || ILLEGAL.test(character) || !written.endsWith(';')) broken.push(written);
    return character ?? '';
  });
  return broken.length === 0 ? result : null;
}

function decoded(octets: Buffer): string | null {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(octets.toString('latin1', 0, 100))?.[1];
  const mark = octets[0] === 0xfe ? 'utf-16be' : octets[0] === 0xff ? 'utf-16le' : undefined;
  try {
    return new TextDecoder(mark ?? declared ?? 'utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}
