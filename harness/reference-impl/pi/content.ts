import { UsageError } from '../../core/usage-error.ts';
import type { Rng } from '../../core/rng.ts';
import { concat, fromLatin1 } from '../../wire/octets.ts';
import type { DocumentType, WbxmlElement } from '../../wire/wsp/wbxml.ts';
import { encodeWbxml } from '../../wire/wsp/wbxml.ts';

/** A content part to push. */
export type PushContent = {
  readonly contentType: string;
  /** X-Wap-Application-Id; `null` = no header. */
  readonly applicationId: string | null;
  readonly body: Uint8Array;
};

export type ContentKind = 'mms-notification' | 'si' | 'sl';

export type ContentOptions = {
  readonly kind: ContentKind;
  /** Size of the WSP push datagram that the reference PPG makes of it, TID included; `null` = the kind's usual size. */
  readonly wdpOctets: number | null;
  /** Time of the push, UTC in the 20-character form. */
  readonly utc: string;
  readonly rng: Rng;
};

/** Smallest and largest datagram that can be asked for. */
export const MIN_WDP_OCTETS = 8;
export const MAX_WDP_OCTETS = 65_000;

/** The m-notification-ind that the description names as its case: two segments (push-ota.md 7). */
const USUAL_MMS_OCTETS = 158;

/** TID 06 03 BE AF 84: header part of an MMS push in short form (push-ota.md 6). */
const MMS_HEADER_OCTETS = 6;
/** From here on a notification has all its fields. */
const FULL_MMS_OCTETS = 70;
/** From here on it has the mandatory ones. */
const LEAST_MMS_OCTETS = 35;
/** TID 06 01 83: header part of a text/plain push. */
const TEXT_HEADER_OCTETS = 4;
/** TID 06 06 03 AE 81 EA AF 82: header part of an SI or SL push (push-ota.md 6). */
const DOCUMENT_HEADER_OCTETS = 9;

/** Characters of the Content-Location that are random, at most; the rest goes into the Subject. */
const MAX_PATH_OCTETS = 64;

const FILLER = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Content whose free text is random in base 36, so that eight octets of it are hardly found twice in a run.
 * Sizes that a notification does not reach are filled by a text/plain body.
 */
export function makeContent(options: ContentOptions): PushContent {
  const { kind, rng } = options;
  if (kind !== 'mms-notification') return makeDocument(kind, options);
  const wdpOctets = options.wdpOctets ?? USUAL_MMS_OCTETS;
  if (wdpOctets < LEAST_MMS_OCTETS) {
    const body = fromLatin1(filler(wdpOctets - TEXT_HEADER_OCTETS, rng));
    return { contentType: 'text/plain', applicationId: null, body };
  }
  const bodyOctets = wdpOctets - MMS_HEADER_OCTETS;
  return {
    contentType: 'application/vnd.wap.mms-message',
    applicationId: 'x-wap-application:mms.ua',
    body: wdpOctets < FULL_MMS_OCTETS ? shortNotification(bodyOctets, rng) : fullNotification(bodyOctets, rng),
  };
}

/** Text of that many characters. */
export function filler(octets: number, rng: Rng): string {
  let text = '';
  while (text.length < octets) text += FILLER[rng.below(FILLER.length)] ?? '';
  return text;
}

/** All fields of a notification but From (push-ota.md 7). */
function fullNotification(octets: number, rng: Rng): Uint8Array {
  const base = 'http://mms.pushproof/';
  // 2 message type, 10 transaction id, 2 version, 2 around the subject, 2 class, 4 size, 7 expiry, 2 around the location.
  const free = octets - (2 + 10 + 2 + 2 + 2 + 4 + 7 + 2) - base.length;
  const pathOctets = Math.min(Math.floor(free / 2), MAX_PATH_OCTETS);
  return concat(
    Uint8Array.of(0x8c, 0x82),
    textField(0x98, filler(8, rng)),
    Uint8Array.of(0x8d, 0x90),
    textField(0x96, filler(free - pathOctets, rng)),
    Uint8Array.of(0x8a, 0x80),
    Uint8Array.of(0x8e, 0x02, 1 + rng.below(255), rng.below(256)),
    Uint8Array.of(0x88, 0x05, 0x81, 0x03, 0x03, 0xf4, 0x80),
    textField(0x83, base + filler(pathOctets, rng)),
  );
}

/** The mandatory fields in their shortest forms (push-ota.md 7). */
function shortNotification(octets: number, rng: Rng): Uint8Array {
  const base = 'http://m/';
  // 2 message type, 3 transaction id, 2 version, 2 class, 3 size, 5 expiry, 2 around the location.
  const pathOctets = octets - (2 + 3 + 2 + 2 + 3 + 5 + 2) - base.length;
  return concat(
    Uint8Array.of(0x8c, 0x82),
    textField(0x98, filler(1, rng)),
    Uint8Array.of(0x8d, 0x90),
    Uint8Array.of(0x8a, 0x80),
    Uint8Array.of(0x8e, 0x01, 1 + rng.below(255)),
    Uint8Array.of(0x88, 0x03, 0x81, 0x01, 0x3c),
    textField(0x83, base + filler(pathOctets, rng)),
  );
}

function textField(name: number, text: string): Uint8Array {
  return concat(Uint8Array.of(name), fromLatin1(text), Uint8Array.of(0));
}

/** Public id, system id and size in free characters of the text documents (push-ota.md 5). */
const DOCUMENTS = {
  si: { publicId: '-//WAPFORUM//DTD SI 1.0//EN', systemId: 'http://www.wapforum.org/DTD/si.dtd', usualFree: 24 },
  sl: { publicId: '-//WAPFORUM//DTD SL 1.0//EN', systemId: 'http://www.wapforum.org/DTD/sl.dtd', usualFree: 48 },
} as const;

/** An SI or SL in text form, with a URL and id of its own; what is free to fill is the SI's text or the SL's URL. */
function makeDocument(kind: 'si' | 'sl', { wdpOctets, utc, rng }: ContentOptions): PushContent {
  const id = filler(40, rng);
  const root = (free: string): WbxmlElement => (kind === 'si' ? indication(id, utc, free) : loading(free));
  const leastOctets = DOCUMENT_HEADER_OCTETS + encodeWbxml(root('x'), kind).length;
  const freeOctets = wdpOctets === null ? DOCUMENTS[kind].usualFree : 1 + wdpOctets - leastOctets;
  if (freeOctets < 1) {
    const remedy = `ask for ${leastOctets} octets or more, or leave the content out`;
    throw new UsageError('pi.push', `content ${kind} does not fit ${wdpOctets ?? 0} octets`, remedy);
  }
  return {
    contentType: `text/vnd.wap.${kind}`,
    applicationId: 'x-wap-application:wml.ua',
    body: fromLatin1(documentText(kind, root(filler(freeOctets, rng)))),
  };
}

function indication(id: string, created: string, text: string): WbxmlElement {
  const href = `http://www.pushproof.example/${id}`;
  const attributes = { href, 'si-id': `${id.slice(0, 12)}@pi.pushproof`, created, action: 'signal-medium' };
  return { name: 'si', attributes: {}, children: [{ name: 'indication', attributes, children: [text] }] };
}

function loading(path: string): WbxmlElement {
  const attributes = { href: `http://www.pushproof.example/${path}`, action: 'execute-low' };
  return { name: 'sl', attributes, children: [] };
}

function documentText(kind: DocumentType & ('si' | 'sl'), root: WbxmlElement): string {
  const { publicId, systemId } = DOCUMENTS[kind];
  const element = ({ name, attributes, children }: WbxmlElement): string => {
    const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
    const within = children.map((child) => (typeof child === 'string' ? child : `\r\n${element(child)}\r\n`)).join('');
    return `<${name}${written.join('')}${within === '' ? '/>' : `>${within}</${name}>`}`;
  };
  return `<?xml version="1.0"?>\r\n<!DOCTYPE ${kind} PUBLIC "${publicId}" "${systemId}">\r\n${element(root)}\r\n`;
}
