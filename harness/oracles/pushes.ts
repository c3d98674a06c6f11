import { isMessage, type Message } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { equal } from '../wire/octets.ts';
import { header } from '../wire/http/message.ts';
import { parseContentType } from '../wire/http/content-type.ts';
import { parseAddress } from '../wire/pap/address.ts';
import { decodeTransfer } from '../wire/pap/transfer-encoding.ts';
import type { PapMessage } from '../wire/pap/message.ts';
import { parseXml, type XmlElement } from '../wire/pap/xml.ts';
import { decodeWbxml, type WbxmlElement } from '../wire/wsp/wbxml.ts';
import { decodePush, type PushPdu } from '../wire/wsp/push.ts';
import { remembered } from '../core/remembered.ts';

/** A message that carries PAP. */
export type PapEvent = Message & { readonly message: { readonly kind: 'pap'; readonly pap: PapMessage } };

/** A push message as the PI wrote it (or the PPG read it). */
export type Push = {
  readonly request: PapEvent;
  readonly pushId: string;
  /** Digits of every PLMN recipient. */
  readonly recipients: readonly string[];
  /** Lower-case media type of the content part. */
  readonly media: string;
  /** As its Content-Type says it, in lower case; `null` = it does not. */
  readonly charset: string | null;
  /** Without its transfer encoding. */
  readonly content: Uint8Array;
  /** Cache-Control: no-transform on the content part. */
  readonly untransformable: boolean;
  /** The push-response on the same connection, if any. */
  readonly response: PapEvent | null;
  /** First digit of its code; 0 without a response. */
  readonly responseClass: number;
};

/** Text forms that a PPG may convert, and what they become (PPG 6.1.2; AMB-39). */
export const CONVERTED: Readonly<Record<string, string>> = {
  'text/vnd.wap.si': 'application/vnd.wap.sic',
  'text/vnd.wap.sl': 'application/vnd.wap.slc',
  'text/vnd.wap.co': 'application/vnd.wap.coc',
  'text/vnd.wap.emn+xml': 'application/vnd.wap.emn+wbxml',
};

/** The PAP messages of a view, in order. */
export const papOf = remembered((view: View): readonly PapEvent[] =>
  view.events.filter((event): event is PapEvent => isMessage(event) && event.message.kind === 'pap'),
);

/** What an SMS or a submission carries, read as a push. */
export const pushOf = remembered(decodePush);

/** To each request the first response after it on its connection, if any. */
export function responsesTo(messages: readonly PapEvent[]): ReadonlyMap<PapEvent, PapEvent> {
  const found = new Map<PapEvent, PapEvent>();
  const waiting = new Map<string, PapEvent[]>();
  for (const message of messages) {
    const { connection, direction } = message;
    const open = waiting.get(connection) ?? [];
    waiting.set(connection, open);
    if (message.message.pap.http.kind !== 'response') {
      open.push(message);
      continue;
    }
    const answered = open.filter((request) => request.direction !== direction);
    for (const request of answered) found.set(request, message);
    waiting.set(
      connection,
      open.filter((request) => !answered.includes(request)),
    );
  }
  return found;
}

/** A push message without what came of it. */
export type PushContents = Omit<Push, 'response' | 'responseClass'>;

/** The push messages of a PI's or a PPG's view that carry content in a form PAP knows, each with its response. */
export const pushes = remembered(pushesOf);

function pushesOf(view: View): readonly Push[] {
  const messages = papOf(view);
  const responses = responsesTo(messages);
  return messages.flatMap((request) => {
    const push = contentsOf(request);
    if (push === null) return [];
    const response = responses.get(request);
    const result = response?.message.pap.control?.children.find(({ name }) => name === 'response-result');
    return [
      {
        ...push,
        response: response ?? null,
        responseClass: Number((result?.attributes['code'] ?? '0').charAt(0)),
      },
    ];
  });
}

/** What a request says as a push message; `null` where it is none, has no id, or carries no content. */
export function contentsOf(request: PapEvent): PushContents | null {
  const { pap } = request.message;
  if (request.message.name !== 'push-message' || pap.content === null || pap.control === null) return null;
  if (pap.control.attributes['push-id'] === undefined) return null;
  const cacheControl = header(pap.content, 'cache-control') ?? '';
  return {
    request,
    pushId: pap.control.attributes['push-id'] ?? '',
    recipients: pap.control.children.flatMap((child) => recipient(child)),
    media: contentType(pap).media.toLowerCase(),
    charset: contentType(pap).parameters['charset']?.toLowerCase() ?? null,
    content: decodeTransfer(pap.content).octets,
    untransformable: /(?:^|[\s,])no-transform(?:$|[\s,])/i.test(cacheControl),
  };
}

/** Whether a push datagram carries a push's content: the same octets, or for converted text the same document. */
export function carriesContent(push: PushContents, datagram: PushPdu): boolean {
  // Nothing is in what is badly made, too: of nothing, only its media type says whose it is.
  const isNothing = push.content.length === 0 && datagram.contentType !== push.media;
  if (!isNothing && equal(datagram.body, push.content)) return true;
  const written = CONVERTED[push.media] === undefined ? null : writtenIn(push);
  const read = written === null ? null : readIn(datagram);
  return written !== null && read !== null && sameDocument(written, read);
}

const writtenIn = remembered(({ content, charset }: PushContents) => parseXml(content, charset).root);
const readIn = remembered(({ body, charset, contentType }: PushPdu) =>
  CONVERTED[contentType] === undefined ? decodeWbxml(body).root : parseXml(body, charset).root,
);

/** Whether a PPG may change this content's form. */
export function isConvertible(push: PushContents): boolean {
  return CONVERTED[push.media] !== undefined;
}

function recipient(child: XmlElement): readonly string[] {
  if (child.name !== 'address') return [];
  const { digits } = parseAddress(child.attributes['address-value'] ?? '');
  return digits === null ? [] : [digits];
}

function contentType(pap: PapMessage): ReturnType<typeof parseContentType> {
  const value = pap.content?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return parseContentType(value ?? header(pap.http, 'content-type') ?? '');
}

/** Element by element; white space between elements and around text is no content. */
export function sameDocument(a: XmlElement | WbxmlElement, b: XmlElement | WbxmlElement): boolean {
  const [left, right] = [childrenOf(a), childrenOf(b)];
  return (
    a.name === b.name &&
    sameAttributes(a.attributes, b.attributes) &&
    left.length === right.length &&
    left.every((child, at) => {
      const other = right[at];
      if (typeof child === 'string' || typeof other === 'string' || other === undefined) return child === other;
      return sameDocument(child, other);
    })
  );
}

function childrenOf(element: XmlElement | WbxmlElement): readonly (XmlElement | WbxmlElement | string)[] {
  const joined: (XmlElement | WbxmlElement | string)[] = [];
  for (const child of element.children) {
    const last = joined.at(-1);
    if (typeof child === 'string' && typeof last === 'string') joined[joined.length - 1] = last + child;
    else joined.push(child);
  }
  return joined
    .map((child) => (typeof child === 'string' ? child.replace(/\s+/g, ' ').trim() : child))
    .filter((child) => child !== '');
}

function sameAttributes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name] || bothDefault(name, a[name], b[name]));
}

/** `action` has a default that an encoder may write or leave out (WAP-167, 5; WAP-168, 5). */
function bothDefault(name: string, a: string | undefined, b: string | undefined): boolean {
  const defaults = ['signal-medium', 'execute-low'];
  return name === 'action' && (a === undefined || b === undefined) && defaults.includes(a ?? b ?? '');
}
