import { encodeRequest, encodeResponse, type HttpHeader } from '../wire/http/message.ts';
import { buildControl } from '../wire/pap/control.ts';
import { buildMultipart } from '../wire/pap/multipart.ts';
import type { MessageLine, Reading } from './ladder-line.ts';
import { childrenOf, ownAttributes, saidIn, type HttpKey, type Said } from './ladder-pap-said.ts';
import { numberOf, textOf } from './ladder-words.ts';
import { evaluate } from './octets-expression.ts';

/** What a ladder leaves unsaid of the HTTP around PAP. */
export const USUAL_HTTP = {
  host: 'ppg.example.com',
  target: '/pap',
  notifyTarget: '/notify',
  boundary: 'pushproof-b1',
  status: 202,
  contentType: 'application/vnd.wap.mms-message',
} as const;

/** Headers besides Host, Content-Type and Content-Length. */
export const USUAL_HEADERS: readonly HttpHeader[] = [['Connection', 'close']];

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The HTTP message that a line describes. */
export function buildPap(line: MessageLine, reading: Reading): Uint8Array {
  const said = saidIn(line, reading);
  const text = (key: HttpKey): string | undefined => {
    const value = said.http.get(key)?.[0];
    return value === undefined ? undefined : textOf(value, reading.complain);
  };
  const octets = (key: HttpKey): Uint8Array | undefined => {
    const value = said.http.get(key)?.[0];
    return value === undefined ? undefined : evaluate(value, reading.names, reading.complain);
  };
  const raw = octets('raw');
  if (raw !== undefined) return raw;
  const extra = extraHeaders(said.http.get('header'), reading);
  const entity = line.name === 'http' ? null : papEntity(line, said, { text, octets, reading });
  const body = entity?.body ?? octets('body') ?? new Uint8Array(0);
  const headers: readonly HttpHeader[] = entity === null ? extra : [['Content-Type', entity.contentType], ...extra];
  if (isRequest(line)) {
    const host: HttpHeader = ['Host', text('host') ?? USUAL_HTTP.host];
    const usualTarget = line.sender === 'ppg' ? USUAL_HTTP.notifyTarget : USUAL_HTTP.target;
    const method = text('method') ?? 'POST';
    return encodeRequest({ method, target: text('target') ?? usualTarget, headers: [host, ...headers], body });
  }
  const status = numberOf(text('http-status') ?? String(USUAL_HTTP.status), 'http-status', reading.complain);
  return encodeResponse({ status, reason: text('reason') ?? reasonOf(status), headers, body });
}

/** Whether a line is an HTTP request: a message of PAP, or `http` with a method. */
export function isRequest({ name, fields }: Pick<MessageLine, 'name' | 'fields'>): boolean {
  return name === 'http' ? fields.some(({ key }) => key === 'method') : name.endsWith('-message');
}

/** The usual words beside a status; '' for one that PAP has no use for. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? '';
}

type Values = {
  readonly text: (key: HttpKey) => string | undefined;
  readonly octets: (key: HttpKey) => Uint8Array | undefined;
  readonly reading: Reading;
};

function papEntity(
  line: MessageLine,
  said: Said,
  { text, octets, reading }: Values,
): { readonly contentType: string; readonly body: Uint8Array } {
  const productName = text('product-name');
  const version = text('pap-version');
  const control = buildControl(line.name, ownAttributes(line.name, said), childrenOf(line.name, said), {
    ...(productName === undefined ? {} : { productName }),
    ...(version === undefined ? {} : { version }),
  });
  const content = octets('content');
  if (content === undefined) return { contentType: 'application/xml', body: control };
  const boundary = text('boundary') ?? USUAL_HTTP.boundary;
  const application = text('application-id');
  const parts = [
    { headers: [['Content-Type', 'application/xml']] as const, body: control },
    {
      headers: [
        ['Content-Type', text('content-type') ?? USUAL_HTTP.contentType] as const,
        ...(application === undefined ? [] : [['X-Wap-Application-Id', application] as const]),
        ...(said.http.get('content-header') ?? []).map((value) => headerOf(value, reading)),
      ],
      body: content,
    },
  ];
  const capabilities = octets('capabilities');
  if (capabilities !== undefined) {
    parts.push({ headers: [['Content-Type', 'application/xml']], body: capabilities });
  }
  const contentType = `multipart/related; boundary="${boundary}"; type="application/xml"`;
  return { contentType, body: buildMultipart(boundary, parts) };
}

/** Where a line says none, its connection ends with it. */
function extraHeaders(said: readonly string[] | undefined, reading: Reading): readonly HttpHeader[] {
  if (said === undefined) return USUAL_HEADERS;
  return said.length === 1 && said[0] === 'none' ? [] : said.map((value) => headerOf(value, reading));
}

function headerOf(value: string, { complain }: Reading): HttpHeader {
  const [, name, text] = /^([^:\s]+):\s*(.*)$/s.exec(textOf(value, complain)) ?? [];
  if (name === undefined || text === undefined)
    return complain(`${value} is no header`, 'write header="Name: value", or header=none');
  return [name, text];
}
