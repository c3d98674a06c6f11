import { parseContentType } from '../../wire/http/content-type.ts';
import type { Problem } from '../../wire/octets.ts';
import type { Part } from '../../wire/pap/multipart.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { checkDocument } from '../../wire/wsp/documents.ts';
import type { DocumentType } from '../../wire/wsp/documents.ts';
import { encodeWbxml } from '../../wire/wsp/wbxml.ts';
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

/** Text documents and the binary ones they become (pap.md 8). */
const DOCUMENTS: readonly (readonly [text: string, binary: string, documentType: DocumentType])[] = [
  ['text/vnd.wap.si', 'application/vnd.wap.sic', 'si'],
  ['text/vnd.wap.sl', 'application/vnd.wap.slc', 'sl'],
  ['text/vnd.wap.co', 'application/vnd.wap.coc', 'co'],
  ['text/vnd.wap.emn+xml', 'application/vnd.wap.emn+wbxml', 'emn'],
];

const MEDIA = /^[\x21-\x2e\x30-\x7e]{1,100}\/[\x21-\x2e\x30-\x7e]{1,100}$/;
const CHARSET = /^[\x21-\x7e]{1,40}$/;

/** Longest value of a push header and of an application id. */
const MAX_HEADER_VALUE = 2_048;

/** Text documents become binary ones, everything else goes as it came (PPG 6.1.2; AMB-39); transfer encodings are undone. */
export function transform(part: Part): Transformed {
  const value = (name: string): string | undefined => part.headers.find(([is]) => is.toLowerCase() === name)?.[1];
  const { media, parameters } = parseContentType(value('content-type') ?? '');
  if (!MEDIA.test(media)) return { kind: 'refused', code: 2000, desc: 'Content without media type' };
  const body = decodeTransfer(part.body, value('content-transfer-encoding') ?? '');
  if (body === null) return { kind: 'refused', code: 2000, desc: 'Content-Transfer-Encoding cannot be decoded' };
  const charset = parameters['charset']?.toLowerCase() ?? null;
  if (charset !== null && !CHARSET.test(charset)) return { kind: 'refused', code: 2000, desc: 'Charset has no name' };
  const headers = part.headers
    .map(([name, text]): readonly [string, string] => [name.toLowerCase(), text])
    .filter(([name, text]) => PUSH_HEADERS.has(name) && sendable(text));
  const applicationId = value('x-wap-application-id') ?? null;
  if (applicationId !== null && !sendable(applicationId)) {
    return { kind: 'refused', code: 2000, desc: 'X-Wap-Application-Id cannot be sent' };
  }
  const content = { media, charset, applicationId, headers, body };
  const document = DOCUMENTS.find(([text]) => text === media);
  if (document === undefined || forbidden(value('cache-control') ?? '')) return { kind: 'content', content };

  const [, binary, documentType] = document;
  const { root, problems } = parseXml(body, charset);
  const [problem] = root === null || problems.length > 0 ? problems : checkDocument(root, documentType);
  if (root === null || problem !== undefined) return failure(problem);
  const encoded = encodeWbxml(root, documentType);
  return { kind: 'content', content: { ...content, media: binary, charset: 'utf-8', body: encoded } };
}

function failure(problem: Problem | undefined): Transformed {
  const desc = problem === undefined ? 'no document' : `${problem.field} ${problem.what}`;
  return { kind: 'refused', code: 3006, desc: `Transformation failure: ${desc}`.slice(0, 200) };
}

function forbidden(cacheControl: string): boolean {
  return cacheControl.split(',').some((directive) => directive.trim().toLowerCase() === 'no-transform');
}

function sendable(text: string): boolean {
  return text.length <= MAX_HEADER_VALUE && /^[\x20-\x7e]+$/.test(text);
}
