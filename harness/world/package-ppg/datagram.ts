import type { ReadPush } from './pap-text.ts';

const PUSH_PDU = 0x06;
/** Well-known content types and their text forms (WSP, table 40), as short integers. */
const BINARY_SI = 0xae;
const MMS_MESSAGE = 0xbe;
const X_WAP_APPLICATION_ID = 0xaf;
/** wml.ua and mms.ua among application ids, as short integers. */
const APPLICATIONS: Readonly<Record<string, number>> = {
  'x-wap-application:wml.ua': 0x82,
  'x-wap-application:mms.ua': 0x84,
};

const CHARSET_PARAMETER = 0x81;
/** MIBenum numbers as WSP integers. */
const CHARSETS: Readonly<Record<string, readonly number[]>> = {
  'us-ascii': [0x83],
  'iso-8859-1': [0x84],
  'utf-8': [0xea],
  'utf-16': [0x02, 0x03, 0xf7],
};

/** A connectionless push: transaction id, Push, headers, content (WSP 8.2.4.1). */
export function datagram(push: ReadPush, id: number, text: 'as-it-is' | 'wbxml'): Buffer {
  const converted = text === 'wbxml' ? binarySi(push) : null;
  const application = APPLICATIONS[push.applicationId ?? ''];
  const headers = [
    ...(converted === null ? contentType(push.contentType) : [BINARY_SI]),
    ...(push.applicationId === null ? [] : [X_WAP_APPLICATION_ID]),
    ...(push.applicationId === null ? [] : application === undefined ? cString(push.applicationId) : [application]),
  ];
  return Buffer.concat([Buffer.of(id & 0xff, PUSH_PDU, headers.length, ...headers), converted ?? push.content]);
}

/** Content-Type in the general form: length, media type, charset where there is one that it knows (WSP 8.4.2.24). */
function contentType(written: string): readonly number[] {
  const [plain = ''] = written.split(';');
  const media = plain.trim().toLowerCase();
  const known = media === 'application/vnd.wap.mms-message' ? [MMS_MESSAGE] : cString(media);
  const [, name = ''] = /charset="?([\w-]+)/i.exec(written) ?? [];
  const charset = CHARSETS[name.toLowerCase()];
  if (charset === undefined) return known;
  const value = [...known, CHARSET_PARAMETER, ...charset];
  return [value.length, ...value];
}

function cString(text: string): readonly number[] {
  return [...Buffer.from(`${text}\0`)];
}

/** WBXML 1.2, SI 1.0, UTF-8; every attribute as an inline string or date after its bare token (WAP-167, 9). */
function binarySi({ contentType: media, content }: ReadPush): Buffer | null {
  if (!/^text\/vnd\.wap\.si\b/i.test(media)) return null;
  const xml = content.toString('utf8');
  const [, attributes, body] = /<indication\b([^>]*)>([\s\S]*?)<\/indication>/.exec(xml) ?? [];
  if (attributes === undefined || body === undefined) return null;
  const octets = [0x02, 0x05, 0x6a, 0x00, 0x45, 0xc6];
  for (const [, name = '', value = ''] of attributes.matchAll(/([\w-]+)\s*=\s*["']([^"']*)["']/g)) {
    octets.push(...attributeOctets(name, entities(value)));
  }
  return Buffer.from([...octets, 0x01, ...inline(entities(body).replace(/\s+/g, ' ').trim()), 0x01, 0x01]);
}

const ACTIONS = ['none', 'low', 'medium', 'high'];

function attributeOctets(name: string, value: string): readonly number[] {
  if (name === 'created' || name === 'si-expires') return [name === 'created' ? 0x0a : 0x10, ...date(value)];
  if (name === 'action') return [value === 'delete' ? 0x09 : 0x05 + ACTIONS.indexOf(value.replace('signal-', ''))];
  return [name === 'si-id' ? 0x11 : 0x0b, ...inline(value)];
}

/** Opaque, two decimal digits an octet, trailing zeros left out. */
function date(utc: string): readonly number[] {
  const digits = utc.replace(/\D/g, '').replace(/(00)+$/, '');
  const octets = [...Buffer.from(digits, 'hex')];
  return [0xc3, octets.length, ...octets];
}

function inline(text: string): readonly number[] {
  return [0x03, ...Buffer.from(text, 'utf8'), 0x00];
}

function entities(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
