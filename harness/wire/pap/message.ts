import { parseContentType } from '../http/content-type.ts';
import type { HttpMessage } from '../http/message.ts';
import { decodeHttp, header } from '../http/message.ts';
import type { Problem } from '../octets.ts';
import type { PapControl } from './control.ts';
import { parseControl } from './control.ts';
import type { Part } from './multipart.ts';
import { parseMultipart } from './multipart.ts';

/** A PAP message in its HTTP message. `problems` are those of the packaging; `http` and `control` have their own. */
export type PapMessage = {
  readonly http: HttpMessage;
  /** `null` = there is no control entity to read. */
  readonly control: PapControl | null;
  readonly content: Part | null;
  readonly capabilities: Part | null;
  /** Offsets count from the HTTP body. */
  readonly problems: readonly Problem[];
};

/** Reads an HTTP message as PAP (PAP 8 to 10): a bare control entity, or a multipart/related that begins with it. */
export function decodePap(octets: Uint8Array): PapMessage {
  const http = decodeHttp(octets);
  const { media, parameters } = parseContentType(header(http, 'content-type') ?? '');
  const nothing = { http, control: null, content: null, capabilities: null };
  // an HTTP-level refusal has no PAP in it (pap.md, 5.1)
  const mayBeBare = http.kind === 'response' && (http.status < 200 || http.status > 299);
  if (media === 'multipart/related') return { http, ...readMultipart(http.body, parameters['boundary']) };
  if (!isXml(media)) {
    const what = media === '' ? 'missing' : `'${media.slice(0, 60)}' is neither multipart/related nor application/xml`;
    return { ...nothing, problems: mayBeBare ? [] : [{ field: 'content-type', offset: 0, what }] };
  }
  if (http.body.length === 0)
    return { ...nothing, problems: mayBeBare ? [] : [{ field: 'body', offset: 0, what: 'empty' }] };
  return { ...nothing, control: parseControl(http.body, parameters['charset'] ?? null), problems: [] };
}

function readMultipart(body: Uint8Array, boundary: string | undefined): Omit<PapMessage, 'http'> {
  const nothing = { control: null, content: null, capabilities: null };
  if (boundary === undefined) {
    return { ...nothing, problems: [{ field: 'content-type', offset: 0, what: 'multipart without boundary' }] };
  }
  const { parts, problems } = parseMultipart(body, boundary);
  const [first, content = null, capabilities = null, ...more] = parts;
  if (first === undefined) return { ...nothing, problems };
  const { media, parameters } = parseContentType(header(first, 'content-type') ?? '');
  const complaints = [
    ...(isXml(media)
      ? []
      : [{ field: 'control', offset: first.offset, what: `its media type is '${media.slice(0, 60)}'` }]),
    ...more.slice(0, 1).map(({ offset }) => ({ field: 'multipart', offset, what: 'a fourth part' })),
  ];
  const control = isXml(media) ? parseControl(first.body, parameters['charset'] ?? null) : null;
  return { control, content, capabilities, problems: [...problems, ...complaints] };
}

function isXml(media: string): boolean {
  return media === 'application/xml' || media === 'text/xml';
}
