import { parseContentType } from '../../wire/http/content-type.ts';
import type { Part } from '../../wire/pap/multipart.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { encodeWbxml } from '../../wire/wsp/wbxml.ts';
import { readDocument } from './documents.ts';
import { documents } from './documents.table.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** A push's content on its way to the handset: what becomes ContentType, headers and data of the WSP push (push-ota.md 2). */
export type Content = {
  /** Media type without parameters, lower-case. */
  readonly media: string;
  /** Charset of the body by its MIME name; `null` = not declared. */
  readonly charset: string | null;
  /** As the PI wrote it; `null` = default application. */
  readonly applicationId: string | null;
  /** The other headers of the content part that become push headers. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** Content to push, or why there is none: a PAP status code with its description (pap.md 5). */
export type Transformed =
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'refused'; readonly code: number; readonly desc: string };

/** Headers of the content part that go on air; what says how the octets travelled over HTTP does not (pap.md 8, OTA-011). */
const PUSH_HEADERS: ReadonlySet<string> = new Set([
  'cache-control',
  'content-base',
  'content-disposition',
  'content-encoding',
  'content-id',
  'content-language',
  'content-location',
  'date',
  'etag',
  'expires',
  'last-modified',
  'x-wap-content-uri',
  'x-wap-initiator-uri',
]);

/** Longest value of a push header and of an application id. */
const MAX_HEADER_VALUE = 2_048;

/** Text documents become binary ones, everything else goes as it came (PPG 6.1.2; AMB-39); transfer encodings are undone. */
export function transform(part: Part): Transformed {
  const value = (name: string): string | undefined => part.headers.find(([is]) => is.toLowerCase() === name)?.[1];
  const { media, parameters } = parseContentType(value('content-type') ?? '');
  if (!/^[^\s/]+\/[^\s/]+$/.test(media)) return { kind: 'refused', code: 2000, desc: 'Content without media type' };
  const body = decodeTransfer(part.body, value('content-transfer-encoding') ?? '');
  if (body === null) return { kind: 'refused', code: 2000, desc: 'Content-Transfer-Encoding cannot be decoded' };
  const charset = parameters['charset']?.toLowerCase() ?? null;
  const headers = part.headers
    .map(([name, text]): readonly [string, string] => [name.toLowerCase(), text])
    .filter(([name, text]) => PUSH_HEADERS.has(name) && sendable(text));
  const applicationId = value('x-wap-application-id') ?? null;
  if (applicationId !== null && !sendable(applicationId)) {
    return { kind: 'refused', code: 2000, desc: 'X-Wap-Application-Id cannot be sent' };
  }
  const content = { media, charset, applicationId, headers, body };
  const model = documents.find((document) => document.text === media);
  if (model === undefined || forbidden(value('cache-control') ?? '')) return { kind: 'content', content };

  const { root, problems } = parseXml(body, charset);
  const [problem] = problems;
  if (root === null || problem !== undefined) return failure(problem?.what ?? 'no document');
  const read = readDocument(root, model);
  if (read.kind === 'unfit') return failure(read.what);
  const binary = encodeWbxml(read.root, model.documentType);
  return { kind: 'content', content: { ...content, media: model.binary, charset: 'utf-8', body: binary } };
}

function failure(what: string): Transformed {
  return { kind: 'refused', code: 3006, desc: `Transformation failure: ${what}`.slice(0, 200) };
}

function forbidden(cacheControl: string): boolean {
  return cacheControl
    .toLowerCase()
    .split(/\s*,\s*/)
    .includes('no-transform');
}

function sendable(text: string): boolean {
  return text.length <= MAX_HEADER_VALUE && /^[\x20-\x7e]+$/.test(text);
}
