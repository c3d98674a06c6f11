import { header } from '../wire/http/message.ts';
import { parseContentType } from '../wire/http/content-type.ts';
import { latin1 } from '../wire/octets.ts';
import type { PapMessage } from '../wire/pap/message.ts';
import type { XmlElement } from '../wire/pap/xml.ts';
import type { Express, MessageLine } from './ladder-line.ts';
import { reasonOf, USUAL_HEADERS, USUAL_HTTP } from './ladder-pap.ts';
import { addressOf } from './ladder-pap-said.ts';
import { quote, valueOf } from './ladder-words.ts';

const IMPLIED_OF_CONTENT: ReadonlySet<string> = new Set(['content-type', 'x-wap-application-id']);

type Ends = Pick<MessageLine, 'sender' | 'receiver'>;

/** The words after a PAP operation's name, or after `http`: what of the message is not as usual. */
export function papWords(pap: PapMessage, ends: Ends, express: Express): readonly string[] {
  return pap.control?.operation == null
    ? [...httpWords(pap, ends), ...(pap.http.body.length === 0 ? [] : [`body=${express.payload(pap.http.body)}`])]
    : [...controlWords(pap), ...httpWords(pap, ends), ...contentWords(pap, express)];
}

/** The words of a message that fields cannot say exactly: what it is about, and all of its octets. */
export function rawPapWords(pap: PapMessage, octets: Uint8Array, express: Express): readonly string[] {
  const isRequest = pap.http.kind === 'request';
  const words =
    pap.control?.operation == null
      ? [isRequest ? `method=${valueOf(pap.http.method)}` : `http-status=${pap.http.status}`]
      : controlWords(pap);
  return [...words, `raw=${express.raw(octets)}`];
}

function controlWords({ control, http }: PapMessage): readonly string[] {
  if (control === null) return [];
  const productName = /<pap\s+product-name="([^"&]*)"/.exec(latin1(http.body))?.[1];
  return [
    ...attributeWords(control.attributes),
    ...control.children.flatMap(elementWords),
    ...(productName === undefined ? [] : [`product-name=${valueOf(productName)}`]),
    ...(control.version === '2.0' || control.version === null ? [] : [`pap-version=${valueOf(control.version)}`]),
  ];
}

function elementWords(element: XmlElement): readonly string[] {
  const value = element.attributes['address-value'];
  if (element.name === 'address' && value !== undefined) {
    const number = /^WAPPUSH=(\+[0-9*.-]+)\/TYPE=PLMN/.exec(value)?.[1] ?? '';
    return [`address=${valueOf(addressOf(number) === value ? number : value)}`];
  }
  const inside = element.children.flatMap((child) => (typeof child === 'string' ? [] : elementWords(child)));
  return [...attributeWords(element.attributes), ...inside];
}

function attributeWords(attributes: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(attributes).map(([name, value]) => {
    const key = name === 'ppg-notify-requested-to' ? 'notify' : name;
    return `${key}=${valueOf(value)}`;
  });
}

function httpWords({ http, control }: PapMessage, { sender }: Ends): readonly string[] {
  const words: string[] = [];
  const isPap = control?.operation != null;
  if (http.kind === 'request') {
    const target = sender === 'ppg' ? USUAL_HTTP.notifyTarget : USUAL_HTTP.target;
    const host = header(http, 'host');
    if (http.method !== 'POST' || !isPap) words.push(`method=${valueOf(http.method)}`);
    if (http.target !== target) words.push(`target=${valueOf(http.target)}`);
    if (host !== undefined && host !== USUAL_HTTP.host) words.push(`host=${valueOf(host)}`);
  } else {
    if (http.status !== USUAL_HTTP.status || !isPap) words.push(`http-status=${http.status}`);
    if (http.reason !== reasonOf(http.status)) words.push(`reason=${valueOf(http.reason)}`);
  }
  const extra = http.headers.filter(
    ([name], at) => !isImplied(name.toLowerCase(), isPap, at === http.headers.length - 1),
  );
  const usual =
    extra.length === USUAL_HEADERS.length &&
    extra.every(([name, value], at) => {
      const expected = USUAL_HEADERS[at];
      return name === expected?.[0] && value === expected[1];
    });
  if (!usual) words.push(...extra.map(([name, value]) => `header=${quote(`${name}: ${value}`)}`));
  if (extra.length === 0) words.push('header=none');
  return words;
}

/** Whether a line implies a header, or says it by a key of its own. Content-Length comes last by itself. */
function isImplied(name: string, isPap: boolean, isLast: boolean): boolean {
  return name === 'host' || (name === 'content-type' && isPap) || (name === 'content-length' && isLast);
}

function contentWords({ http, content, capabilities }: PapMessage, express: Express): readonly string[] {
  if (content === null) return [];
  const words: string[] = [];
  const boundary = parseContentType(header(http, 'content-type') ?? '').parameters['boundary'];
  const media = header(content, 'content-type');
  const application = header(content, 'x-wap-application-id');
  if (boundary !== undefined && boundary !== USUAL_HTTP.boundary) words.push(`boundary=${valueOf(boundary)}`);
  if (media !== undefined && media !== USUAL_HTTP.contentType) words.push(`content-type=${valueOf(media)}`);
  if (application !== undefined) words.push(`application-id=${valueOf(application)}`);
  for (const [name, value] of content.headers) {
    if (!IMPLIED_OF_CONTENT.has(name.toLowerCase())) words.push(`content-header=${quote(`${name}: ${value}`)}`);
  }
  words.push(`content=${express.payload(content.body)}`);
  if (capabilities !== null) words.push(`capabilities=${express.payload(capabilities.body)}`);
  return words;
}
