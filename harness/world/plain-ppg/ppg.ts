import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { correctPackagePpg } from '../package-ppg/behaviour.ts';
import { datagram } from '../package-ppg/datagram.ts';
import { bodyOf, partsOf, post, type NotifiedResult, type Part } from '../package-ppg/pap-text.ts';
import { makeSmscLink } from '../package-ppg/smsc-link.ts';
import { isValid } from './model.ts';
import type { PapReading } from './reading.ts';
import { readXml, type Element } from './xml.ts';

/** Ports of the loopback: where it serves PAP, and where its SMSC is. */
export type PlainPpgPorts = { readonly pap: number; readonly smsc: number };

type Recipient = {
  readonly address: string;
  readonly to: string;
  state: string;
  /** Whether it is out of the PPG's hands, or over. */
  isGone: boolean;
};
type Pushed = { readonly recipients: readonly Recipient[] };
type Reply = (document: string) => void;

const NOTIFY_PAUSE_MS = 120;
const TOO_LATE = 2008;

/** Starts a PPG with all of PAP that shares no code with pushproof; how it reads what is open is its `reading`. */
export async function startPlainPpg(
  reading: PapReading,
  ports: PlainPpgPorts,
): Promise<{ readonly close: () => Promise<void> }> {
  const link = makeSmscLink({ ...correctPackagePpg, responseMs: 2_000 }, ports.smsc);
  const agent = new Agent();
  const known = new Map<string, Pushed>();
  const timers = new Set<NodeJS.Timeout>();
  let pushes = 0;

  const later = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timers.add(timer);
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const type = request.headers['content-type'] ?? '';
    const refuseHttp = (status: number): void => void response.writeHead(status).end();
    if ((request.url ?? '').split('?')[0] !== '/pap') {
      refuseHttp(404);
      return;
    }
    if (request.method !== 'POST') {
      refuseHttp(405);
      return;
    }
    const boundary = /multipart\/related.*boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary === undefined && !/^(application|text)\/xml\b/i.test(type)) {
      refuseHttp(415);
      return;
    }
    const parts = boundary === undefined ? [{ headers: new Map<string, string>(), body }] : partsOf(body, boundary);
    const reply: Reply = (document) => {
      response.writeHead(reading.httpStatus, { 'Content-Type': 'application/xml' });
      response.end(`<?xml version="1.0"?>${reading.doctype ?? ''}<pap>${document}</pap>`);
    };
    const read = readXml(parts[0]?.body ?? body);
    const [operation] = read?.root.children ?? [];
    if (read === null || read.root.name !== 'pap' || operation === undefined) {
      if (reading.otherRoots === 'http') refuseHttp(400);
      else reply(badMessage(2000));
    } else if (reading.unknownVersion === 3002 && read.versions.length > 0 && !read.versions.some(isKnown)) {
      reply(badMessage(3002));
    } else if (!isValid(read.root)) {
      reply(refusal(operation, 2000));
    } else if (operation.name === 'push-message') {
      push(operation, parts[1], reply);
    } else {
      reply(answered(operation));
    }
  }

  function refusal({ name, attributes }: Element, specific: number): string {
    const code = reading.codes === 'general' ? Math.floor(specific / 1_000) * 1_000 : specific;
    const id = attributes.get('push-id');
    if (reading.refusal === 'badmessage' || name !== 'push-message' || id === undefined) return badMessage(code);
    return pushResponse(id, code);
  }

  function push(operation: Element, content: Part | undefined, reply: Reply): void {
    const { attributes, children } = operation;
    const pushId = attributes.get('push-id') ?? '';
    const quality = children.find(({ name }) => name === 'quality-of-service')?.attributes ?? new Map<string, string>();
    const addresses = children.flatMap((child) => child.attributes.get('address-value') ?? []);
    const code = content === undefined ? 2000 : reasonAgainst(operation, addresses, quality);
    const converts =
      reading.text === 'wbxml' && /^text\/vnd\.wap\.si\b/i.test(content?.headers.get('content-type') ?? '');
    const broken = converts && !isConvertible(content);
    const refused = code ?? (broken && reading.unconvertible === 3006 ? 3006 : null);
    if (refused !== null || content === undefined) {
      reply(refusal(operation, refused ?? 2000));
      return;
    }
    pushes += 1;
    const recipients = addresses.map((address): Recipient => {
      return { address, to: numberOf(address) ?? '', state: 'pending', isGone: false };
    });
    known.set(pushId, { recipients });
    reply(pushResponse(pushId, reading.accepted));
    const notifyTo = attributes.get('ppg-notify-requested-to') ?? null;
    const isLate = timeOf(attributes.get('deliver-before-timestamp')) <= Date.now();
    const isUnwanted = reading.confirmed === 'failure' && quality.get('delivery-method') === 'confirmed';
    const read = {
      pushId,
      addresses,
      notifyTo,
      priority: quality.get('priority') ?? 'medium',
      deliverBefore: null,
      deliverAfter: null,
      contentType: content.headers.get('content-type') ?? 'application/octet-stream',
      applicationId: content.headers.get('x-wap-application-id') ?? null,
      content: contentOf(content),
    };
    const untouched = /no-transform/i.test(content.headers.get('cache-control') ?? '');
    const octets = datagram(read, pushes, converts && !untouched ? 'wbxml' : 'as-it-is');
    for (const recipient of recipients) {
      const ended = (result: NotifiedResult): void => {
        recipient.state = result.state;
        recipient.isGone = true;
        if (notifyTo !== null) notify(notifyTo, notification(pushId, recipient.address, result), 1);
      };
      const submit = (): void => {
        if (recipient.isGone) return;
        if (isLate) {
          ended({ state: 'expired', code: 4000 });
          return;
        }
        if (broken || isUnwanted) {
          ended({ state: 'undeliverable', code: broken ? 3006 : 3007 });
          return;
        }
        recipient.isGone = true;
        const isUrgent = read.priority === 'high';
        link.add({ to: recipient.to, datagram: octets, isUrgent, until: null, submitted: () => undefined, ended });
      };
      const after = attributes.get('deliver-after-timestamp');
      const waitMs = after === undefined ? 0 : timeOf(after) - Date.now();
      if (waitMs <= 0) submit();
      else later(waitMs + 1, submit);
      if (recipient.isGone) continue;
      held.set(recipient, () => ended({ state: 'cancelled', code: 4000 }));
    }
  }
  /** How a recipient that waits for its time is cancelled. */
  const held = new Map<Recipient, () => void>();

  /** The code by which a valid push is refused; `null` = it is not. */
  function reasonAgainst(
    { attributes }: Element,
    addresses: readonly string[],
    quality: ReadonlyMap<string, string>,
  ): number | null {
    const before = known.get(attributes.get('push-id') ?? '');
    const isFinal = before?.recipients.every(({ state }) => state !== 'pending') === true;
    if (addresses.some((address) => numberOf(address) === null)) return 2002;
    if (addresses.length > 1 && reading.several === 3005) return 3005;
    if (before !== undefined && !(isFinal && reading.remembers === 'until-final')) return 2007;
    if (attributes.has('replace-push-id')) return typeof reading.operations === 'number' ? 3001 : 2004;
    if (reading.outOfDate !== 'expired' && timeOf(attributes.get('deliver-before-timestamp')) <= Date.now())
      return reading.outOfDate;
    if (quality.get('bearer-required') === 'true' && !/^(any|sms)$/i.test(quality.get('bearer') ?? 'any')) return 3010;
    if (quality.get('network-required') === 'true' && !/^(any|gsm)$/i.test(quality.get('network') ?? 'any'))
      return 3009;
    if (reading.confirmed === 3007 && quality.get('delivery-method') === 'confirmed') return 3007;
    return reading.whenFull !== 'wait' && link.isFull() ? reading.whenFull : null;
  }

  /** Digits of a number; `null` for what is none, and for another spelling where only the grammar's is taken. */
  function numberOf(address: string): string | null {
    const pattern =
      reading.addresses === 'as-met'
        ? /^\/?WAPPUSH=\+?([\d.-]+)\/TYPE=PLMN(?:\/?@[A-Za-z0-9][\w.-]*)?$/i
        : /^WAPPUSH=\+(\d[\d.-]*)\/TYPE=PLMN@[A-Za-z0-9][\w.-]*$/i;
    return pattern.exec(address)?.[1]?.replace(/\D/g, '') ?? null;
  }

  /** Queries and cancellations. */
  function answered(operation: Element): string {
    const { name, attributes, children } = operation;
    const id = attributes.get('push-id') ?? '';
    const asked = children.flatMap((child) => child.attributes.get('address-value') ?? []);
    const { operations } = reading;
    const [element, result] =
      name === 'cancel-message' ? ['cancel-response', 'cancel-result'] : ['statusquery-response', 'statusquery-result'];
    if (operations === 'badmessage') return badMessage(2000);
    if (name === 'ccq-message') {
      const code = operations === 'all' ? 3001 : operations;
      return `<ccq-response query-id="${escaped(attributes.get('query-id') ?? '')}" code="${code}">${addressesIn(asked)}</ccq-response>`;
    }
    const inside = (said: string, of: readonly string[]): string => `<${result} ${said}>${addressesIn(of)}</${result}>`;
    const answer = (results: string): string => `<${element} push-id="${escaped(id)}">${results}</${element}>`;
    const state = name === 'cancel-message' ? '' : 'message-state="unknown" ';
    if (operations !== 'all') return answer(inside(`${state}code="${operations}"`, asked));
    const pushed = known.get(id);
    if (pushed === undefined) return answer(inside(`${state}code="2004"`, asked));
    const numbers = asked.map(numberOf);
    const meant = pushed.recipients.filter(({ to }) => asked.length === 0 || numbers.includes(to));
    const said = meant.map((recipient) => ({
      recipient,
      what:
        name === 'cancel-message' ? `code="${cancelled(recipient)}"` : `message-state="${recipient.state}" code="1000"`,
    }));
    const groups = [...new Set(said.map(({ what }) => what))].map((what) => ({
      what,
      of: said.filter((one) => one.what === what).map(({ recipient }) => recipient.address),
    }));
    const each = said.map(({ recipient, what }) => ({ what, of: [recipient.address] }));
    return answer((reading.results === 'grouped' ? groups : each).map(({ what, of }) => inside(what, of)).join(''));
  }
  function cancelled(recipient: Recipient): number {
    const end = held.get(recipient);
    if (recipient.isGone || end === undefined) return TOO_LATE;
    end();
    return 1_000;
  }

  function notify(url: string, text: string, attempt: number): void {
    void post(url, text, agent).then((isTaken) => {
      if (isTaken || attempt >= reading.tries) return;
      later(NOTIFY_PAUSE_MS * 2 ** (attempt - 1), () => notify(url, text, attempt + 1));
    });
  }

  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => void serve(request, response));
  server.listen(ports.pap, '127.0.0.1');
  await once(server, 'listening');
  link.start();
  return {
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      link.close();
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isKnown(version: string): boolean {
  return /^(1\.0|2\.[012*]|1\.\*)$/.test(version);
}

/** Whether SI in text form can become WBXML. */
function isConvertible(content: Part | undefined): boolean {
  const read = content === undefined ? null : readXml(contentOf(content));
  return read !== null && isValid(read.root);
}

function contentOf({ headers, body }: Part): Buffer {
  const coding = headers.get('content-transfer-encoding')?.trim().toLowerCase();
  if (coding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (coding !== 'quoted-printable') return body;
  const text = body.toString('latin1').replace(/=\r\n/g, '');
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Milliseconds since 1970; later than anything where there is no time. */
function timeOf(timestamp: string | undefined): number {
  return timestamp === undefined ? Number.POSITIVE_INFINITY : Date.parse(timestamp);
}

function badMessage(code: number): string {
  return `<badmessage-response code="${code}"/>`;
}

function pushResponse(id: string, code: number): string {
  return `<push-response push-id="${escaped(id)}"><response-result code="${code}"/></push-response>`;
}

function notification(id: string, address: string, { state, code }: NotifiedResult): string {
  const attributes = `push-id="${escaped(id)}" message-state="${state}" code="${code}"`;
  return `<?xml version="1.0"?><pap><resultnotification-message ${attributes}>${addressesIn([address])}</resultnotification-message></pap>`;
}

function addressesIn(addresses: readonly string[]): string {
  return addresses.map((address) => `<address address-value="${escaped(address)}"/>`).join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
