import { checkDocument, decodeWbxml, type DocumentType, type WbxmlElement } from '../../wire/wsp/wbxml.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { decodeMmsNotification } from '../../wire/wsp/mms-notification.ts';
import { decodePush, PUSH, type PushPdu } from '../../wire/wsp/push.ts';
import { charsetNumber } from '../../wire/wsp/charsets.table.ts';

/** A service indication (WAP-167, 5); `''` and `null` where it does not say. */
export type Indication = {
  readonly kind: 'si';
  readonly siId: string | null;
  readonly href: string | null;
  readonly created: string | null;
  readonly expires: string | null;
  readonly action: string;
};

/** What a push is to the handset. */
export type Received =
  | Indication
  | { readonly kind: 'sl'; readonly href: string; readonly action: string }
  | { readonly kind: 'co'; readonly objects: readonly string[]; readonly services: readonly string[] }
  | { readonly kind: 'mms'; readonly location: string }
  | { readonly kind: 'emn' }
  /** Content that is shown as it came. */
  | { readonly kind: 'other' };

/** A push that could be read, and what it is for. */
export type ReadPush = { readonly received: Received; readonly push: PushPdu };

const BINARY: Readonly<Record<string, DocumentType>> = {
  'application/vnd.wap.sic': 'si',
  'application/vnd.wap.slc': 'sl',
  'application/vnd.wap.coc': 'co',
  'application/vnd.wap.emn+wbxml': 'emn',
};
const TEXT: Readonly<Record<string, DocumentType>> = {
  'text/vnd.wap.si': 'si',
  'text/vnd.wap.sl': 'sl',
  'text/vnd.wap.co': 'co',
  'text/vnd.wap.emn+xml': 'emn',
};
const MMS_MESSAGE = 'application/vnd.wap.mms-message';
/** First octet of every MMS PDU. */
const MMS_MESSAGE_TYPE = 0x8c;

/** Reads a datagram of the push port; `null`: it is no push that can be read to its end, and is dropped (push-ota.md 2, 5.8). */
export function readPush(datagram: Uint8Array): ReadPush | null {
  const push = decodePush(datagram);
  // Any other PDU type is ignored on the push port (OTA-033).
  if (push.type !== PUSH || push.problems.length > 0) return null;
  const received = readContent(push);
  return received === null ? null : { received, push };
}

function readContent(push: PushPdu): Received | null {
  const { contentType, body } = push;
  // What is no MMS PDU at all is some content or other, and shown as it is.
  if (contentType === MMS_MESSAGE && body[0] === MMS_MESSAGE_TYPE) {
    const { contentLocation, problems } = decodeMmsNotification(body);
    return problems.length > 0 ? null : { kind: 'mms', location: contentLocation };
  }
  const type = BINARY[contentType] ?? TEXT[contentType];
  if (type === undefined) return { kind: 'other' };
  const root = BINARY[contentType] === undefined ? parseXml(body, push.charset).root : binaryRoot(push, type);
  return root === null || checkDocument(root, type).length > 0 ? null : documentOf(root, type);
}

function binaryRoot({ body, charset }: PushPdu, type: DocumentType): WbxmlElement | null {
  const unsaid = charset === null ? undefined : charsetNumber(charset);
  return decodeWbxml(body, type, unsaid === undefined ? {} : { unsaid }).root;
}

function documentOf(root: WbxmlElement, type: DocumentType): Received {
  const { attributes } = root;
  switch (type) {
    case 'si': {
      const { attributes: said } = elementsIn(root, 'indication')[0] ?? root;
      return {
        kind: 'si',
        siId: said['si-id'] ?? null,
        href: said['href'] ?? null,
        created: said['created'] ?? null,
        expires: said['si-expires'] ?? null,
        action: said['action'] ?? 'signal-medium',
      };
    }
    case 'sl':
      return { kind: 'sl', href: attributes['href'] ?? '', action: attributes['action'] ?? 'execute-low' };
    case 'co': {
      const uris = (name: string): readonly string[] =>
        elementsIn(root, name).flatMap((element) => element.attributes['uri'] ?? []);
      return { kind: 'co', objects: uris('invalidate-object'), services: uris('invalidate-service') };
    }
    case 'emn':
      return { kind: 'emn' };
  }
}

function elementsIn(root: WbxmlElement, name: string): readonly WbxmlElement[] {
  return root.children.filter((child): child is WbxmlElement => typeof child !== 'string' && child.name === name);
}
