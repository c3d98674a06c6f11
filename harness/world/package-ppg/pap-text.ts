import { once } from 'node:events';
import { request, type Agent, type IncomingMessage } from 'node:http';

/** What this PPG reads of a push submission. */
export type ReadPush = {
  readonly pushId: string;
  /** As written. */
  readonly addresses: readonly string[];
  readonly notifyTo: string | null;
  readonly priority: string;
  /** Milliseconds since 1970; `null` = absent. */
  readonly deliverBefore: number | null;
  readonly deliverAfter: number | null;
  readonly contentType: string;
  readonly applicationId: string | null;
  readonly content: Buffer;
};

export type NotifiedResult = { readonly state: string; readonly code: number };

const MAX_BODY_OCTETS = 1_048_576;

/** The whole body; a longer one is cut. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (size < MAX_BODY_OCTETS) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** Reads a multipart/related push submission by its text; `null` when it is none. */
export function readPush(contentType: string, body: Buffer): ReadPush | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const parts = boundary === undefined ? [] : partsOf(body, boundary);
  const [control, content] = parts;
  const text = control?.body.toString('utf8') ?? '';
  const pushMessage = /<push-message\b([^>]*)>/.exec(text)?.[1];
  if (pushMessage === undefined || content === undefined) return null;
  const time = (name: string): number | null => {
    const value = attribute(pushMessage, name);
    return value === null ? null : Date.parse(value);
  };
  return {
    pushId: attribute(pushMessage, 'push-id') ?? '',
    addresses: [...text.matchAll(/<address\b([^>]*)>/g)].map(
      ([, found = '']) => attribute(found, 'address-value') ?? '',
    ),
    notifyTo: attribute(pushMessage, 'ppg-notify-requested-to'),
    priority: /\bpriority\s*=\s*["'](\w+)/.exec(text)?.[1] ?? 'medium',
    deliverBefore: time('deliver-before-timestamp'),
    deliverAfter: time('deliver-after-timestamp'),
    contentType: content.headers.get('content-type') ?? 'application/octet-stream',
    applicationId: content.headers.get('x-wap-application-id') ?? null,
    content: content.body,
  };
}

/** Digits of a PLMN address; `null` for any other. */
export function numberOf(address: string): string | null {
  const found = /WAPPUSH=\+([0-9.-]+)\/TYPE=PLMN/i.exec(address)?.[1];
  return found === undefined ? null : found.replace(/\D/g, '');
}

export function pushResponse(pushId: string, code: number, doctype: boolean): string {
  const result = `<response-result code="${code}" desc="${code < 2000 ? 'accepted' : 'refused'}"/>`;
  return document(`<push-response push-id="${escaped(pushId)}">${result}</push-response>`, doctype);
}

export function badMessage(code: number, doctype: boolean): string {
  return document(`<badmessage-response code="${code}"/>`, doctype);
}

export function resultNotification(pushId: string, address: string, { state, code }: NotifiedResult): string {
  const attributes = `push-id="${escaped(pushId)}" message-state="${state}" code="${code}"`;
  const recipient = `<address address-value="${escaped(address)}"/>`;
  return document(`<resultnotification-message ${attributes}>${recipient}</resultnotification-message>`, true);
}

/** Posts a notification; whether any 2xx came back. */
export async function post(url: string, text: string, agent: Agent): Promise<boolean> {
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  const sent = request(url, { method: 'POST', headers, agent });
  sent.end(text);
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await bodyOf(answer);
    return (answer.statusCode ?? 0) >= 200 && (answer.statusCode ?? 0) < 300;
  } catch {
    return false;
  }
}

export type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: Buffer };

export function partsOf(body: Buffer, boundary: string): readonly Part[] {
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const end = piece.indexOf('\r\n\r\n');
    const headers = piece
      .slice(0, end)
      .split('\r\n')
      .flatMap((line): [string, string][] => {
        const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
      });
    return { headers: new Map(headers), body: Buffer.from(piece.slice(end + 4), 'latin1') };
  });
}

function attribute(text: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
  const value = found?.[1] ?? found?.[2];
  if (value === undefined) return null;
  return value
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

function document(content: string, doctype: boolean): string {
  const declared = doctype
    ? '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd">\n'
    : '';
  return `<?xml version="1.0"?>\n${declared}<pap>${content}</pap>\n`;
}
