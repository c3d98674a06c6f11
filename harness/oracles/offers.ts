import { remembered } from '../core/remembered.ts';
import { pushOf } from './pushes.ts';
import { parseXml } from '../wire/pap/xml.ts';
import { charsetNumber } from '../wire/wsp/charsets.table.ts';
import { checkDocument, type DocumentType } from '../wire/wsp/documents.ts';
import { decodeMmsNotification } from '../wire/wsp/mms-notification.ts';
import { PUSH, type PushPdu } from '../wire/wsp/push.ts';
import { decodeWbxml, type WbxmlElement } from '../wire/wsp/wbxml.ts';

/** What a datagram of the push port offers a handset. */
export type Offer = {
  readonly push: PushPdu;
  readonly kind: 'si' | 'sl' | 'co' | 'emn' | 'mms' | 'other' | 'unreadable';
  /** Why it cannot be read, where it cannot. */
  readonly problem: string | null;
  /** Whether a lenient reader makes sense of it all the same: octets behind the root, a later version, a field left out. */
  readonly isForgivable: boolean;
  /** Of a document: its root. */
  readonly root: WbxmlElement | null;
  /** Attributes of the indication or of the service loading. */
  readonly said: Readonly<Record<string, string>>;
  /** What can be fetched of it; `null` = nothing. */
  readonly url: string | null;
  /** Why a handset need not show it, by the standards or a reading of them (AMB-45, 46, 52); `null` = it must. */
  readonly mayStayUnseen: string | null;
};

const DOCUMENTS: readonly (readonly [media: string, form: 'binary' | 'text', type: DocumentType])[] = [
  ['application/vnd.wap.sic', 'binary', 'si'],
  ['application/vnd.wap.slc', 'binary', 'sl'],
  ['application/vnd.wap.coc', 'binary', 'co'],
  ['application/vnd.wap.emn+wbxml', 'binary', 'emn'],
  ['text/vnd.wap.si', 'text', 'si'],
  ['text/vnd.wap.sl', 'text', 'sl'],
  ['text/vnd.wap.co', 'text', 'co'],
  ['text/vnd.wap.emn+xml', 'text', 'emn'],
];
/** Not said, US-ASCII and UTF-8. */
const COMMON_CHARSETS: readonly number[] = [0, 3, 106];
const MMS_MESSAGE = 'application/vnd.wap.mms-message';
/** First octet of every MMS PDU. */
const MMS_MESSAGE_TYPE = 0x8c;
export const BROWSER = 'x-wap-application:wml.ua';
export const MMS_CLIENT = 'x-wap-application:mms.ua';
const MAIL_CLIENT = 'x-wap-application:emn.ua';

/** Reads a datagram of the push port. */
export const offerOf = remembered((octets: Uint8Array): Offer => {
  const push = pushOf(octets);
  const nothing = { push, root: null, said: {}, url: null, isForgivable: false };
  const unreadable = (problem: string, isForgivable: boolean): Offer => ({
    ...nothing,
    kind: 'unreadable',
    problem,
    isForgivable,
    mayStayUnseen: problem,
  });
  if (push.type !== PUSH) return unreadable(`PDU type 0x${push.type.toString(16).padStart(2, '0')}`, false);
  const [problem] = push.problems;
  if (problem !== undefined) return unreadable(`${problem.field}: ${problem.what}`, false);
  const document = DOCUMENTS.find(([media]) => media === push.contentType);
  if (document !== undefined) return documentOffer(push, document, unreadable);
  // What is no MMS PDU at all is some content or other, and shown as it is.
  if (push.contentType !== MMS_MESSAGE || push.body[0] !== MMS_MESSAGE_TYPE) {
    const isForOthers = ![BROWSER, MMS_CLIENT].includes(push.applicationId.toLowerCase());
    return { ...nothing, kind: 'other', problem: null, mayStayUnseen: isForOthers ? notHere(push) : null };
  }
  const { contentLocation, problems } = decodeMmsNotification(push.body);
  const isLacking = problems.every(({ what }) => what.endsWith('is missing'));
  if (problems[0] !== undefined) return unreadable(`${problems[0].field}: ${problems[0].what}`, isLacking);
  const mayStayUnseen = push.applicationId.toLowerCase() === MMS_CLIENT ? null : notHere(push);
  return { ...nothing, kind: 'mms', problem: null, url: contentLocation, mayStayUnseen };
});

function documentOffer(
  push: PushPdu,
  [, form, type]: (typeof DOCUMENTS)[number],
  unreadable: (problem: string, isForgivable: boolean) => Offer,
): Offer {
  const unsaid = push.charset === null ? undefined : charsetNumber(push.charset);
  const read =
    form === 'binary'
      ? decodeWbxml(push.body, type, unsaid === undefined ? {} : { unsaid })
      : parseXml(push.body, push.charset);
  const { root } = read;
  const [problem] = root === null ? read.problems : checkDocument(root, type);
  if (root === null || problem !== undefined) {
    const what = problem === undefined ? 'no document' : `${problem.field}: ${problem.what}`;
    return unreadable(what, root !== null || /^version:|goes on after/.test(what));
  }
  const indication = root.children.find((child) => typeof child !== 'string' && child.name === 'indication');
  const said = type === 'si' && typeof indication === 'object' ? indication.attributes : root.attributes;
  const offer = {
    push,
    kind: type,
    problem: null,
    isForgivable: false,
    root,
    said,
    url: said['href'] ?? null,
  } as const;
  const isForeign = 'charset' in read && !COMMON_CHARSETS.includes(read.charset);
  const mayStayUnseen = isForeign ? 'a charset that a handset need not read' : whyUnseen(offer, form, indication);
  return { ...offer, mayStayUnseen };
}

function whyUnseen(
  { kind, push, said, url }: Pick<Offer, 'kind' | 'push' | 'said' | 'url'>,
  form: 'binary' | 'text',
  indication: WbxmlElement | string | undefined,
): string | null {
  const application = push.applicationId.toLowerCase();
  if (kind === 'co') return 'a cache operation is carried out, not shown';
  if (kind === 'emn') return application === MAIL_CLIENT ? 'there may be no mail client' : notHere(push);
  if (application !== BROWSER) return notHere(push);
  if (kind === 'sl') return 'a service loading may be carried out without being shown (AMB-52)';
  if (form === 'text') return 'the text form of a document';
  if (said['action'] === 'delete' || said['action'] === 'signal-none') return `action ${said['action']}`;
  if (said['si-expires'] !== undefined) return 'it expires, by the clock of the handset (AMB-46)';
  if (url === null) return 'no URL (AMB-46)';
  if (!/^https?:\/\//i.test(url)) return 'no URL of the web';
  const text =
    typeof indication === 'object'
      ? indication.children
          .filter((child) => typeof child === 'string')
          .join('')
          .trim()
      : '';
  return text === '' ? 'no text (AMB-46)' : null;
}

function notHere({ applicationId }: PushPdu): string {
  return `for ${applicationId}, which a handset need not have, or which takes no such content (AMB-45)`;
}

/** Whether every handset must show this datagram. */
export function mustBePresented(octets: Uint8Array): boolean {
  return offerOf(octets).mayStayUnseen === null;
}
