import { readFile, stat } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { UsageError } from '../core/usage-error.ts';

/** Keys and indexes that lead from the document to a node. */
export type YamlPath = readonly (string | number)[];

/** A YAML document's value, and where in its file each part stands. */
export type PlacedYaml = {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:column` of the value at a path, or of its nearest parent that exists. */
  readonly placeOf: (path: YamlPath) => string;
  /** `file:line:column` of a key in the map at a path. */
  readonly placeOfKey: (path: YamlPath, key: string) => string;
  /** A scalar as it was written (`0x34`, which is the number 52); `null` where there is none. */
  readonly writtenAt: (path: YamlPath) => string | null;
};

/** A case has some 500 octets, the largest file of the catalogue 50,000. */
const MAX_YAML_OCTETS = 1024 * 1024;

/** Reads a YAML file from `path` and names it `file` in messages; throws `UsageError` with the place of what is wrong. */
export async function readYaml(path: string, file: string): Promise<PlacedYaml> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw new UsageError(file, 'no such file', 'Check the path; it is taken from the current folder.');
  if (size > MAX_YAML_OCTETS) {
    throw new UsageError(file, `has ${size} octets, more than ${MAX_YAML_OCTETS}`, 'Is this the file you meant?');
  }
  return parseYaml(file, await readFile(path, 'utf8'));
}

/** Parses one YAML document; throws `UsageError` with `file:line:column` for what is not YAML, and for a key that occurs twice. */
export function parseYaml(file: string, text: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const [offset] = problem.pos;
    if (problem.code !== 'DUPLICATE_KEY') throw new UsageError(at(offset), problem.message, remedyFor(problem.code));
    const key = /^[^:\s]*/.exec(text.slice(offset))?.[0] ?? '';
    throw new UsageError(at(offset), `the key ${key} occurs twice`, 'Keep one of the two.');
  }
  return {
    file,
    value: valueOf(document, at(0)),
    placeOf: (path) => at(offsetOf(document, path)),
    placeOfKey: (path, key) => at(keyOffset(document, path, key)),
    writtenAt: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? (node.source ?? null) : null;
    },
  };
}

function valueOf(document: Document.Parsed, place: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UsageError(place, error instanceof Error ? error.message : 'cannot be read', 'Write it without aliases.');
  }
}

function remedyFor(code: string): string {
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces.';
  if (code === 'MULTIPLE_DOCS') return 'Keep one document to a file.';
  if (code === 'TAG_RESOLVE_FAILED') return 'Leave the tag out.';
  return 'Check indentation, quotes and brackets here and on the line before.';
}

function offsetOf(document: Document.Parsed, path: YamlPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const start = rangeStart(node);
    if (start !== null) return start;
  }
  return rangeStart(document.contents) ?? 0;
}

function keyOffset(document: Document.Parsed, path: YamlPath, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return rangeStart(pair?.key) ?? offsetOf(document, path);
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const [start] = node.range as readonly unknown[];
  return typeof start === 'number' ? start : null;
}
