import type { Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { encodeRequest } from '../../wire/http/message.ts';
import { exchange } from '../http/exchange.ts';
import type { Reactor } from '../reactor.ts';

/** Where a result notification is posted. */
export type NotifyTarget = { readonly endpoint: Endpoint; readonly target: string };

/** Notifications under way at once; further ones wait. */
export const MAX_NOTIFYING = 256;

/** Host that stands for every notification target in an address book. */
const ANYWHERE = '*';

/** Tries of one notification (pap.md 9.1). */
const MAX_TRIES = 3;

const URL_PARTS = /^http:\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?(\/[\x21-\x7e]*|\?[\x21-\x7e]*)?$/i;

/**
 * Plain HTTP to the configured listener and nowhere else; path and query as given (SEC-008, SEC-009, SEC-022, PAP-NTF-003).
 * Where the push names no URL (`null`), nobody is notified (PAP-NTF-001).
 */
export function notifyTarget(url: string | null, configured: Endpoint): NotifyTarget | 'nobody' | 'forbidden' {
  if (url === null) return 'nobody';
  const match = URL_PARTS.exec(url);
  if (match === null) return 'forbidden';
  const [, host = '', port = '80', rest = ''] = match;
  const endpoint = { host: host.toLowerCase().replace(/^\[|\]$/g, ''), port: Number(port) };
  const known = endpoint.host === configured.host.toLowerCase() && endpoint.port === configured.port;
  if ((!known && configured.host !== ANYWHERE) || endpoint.port === 0 || endpoint.port > 65_535) return 'forbidden';
  const [path = ''] = rest.split('#');
  return { endpoint, target: path.startsWith('/') ? path : `/${path}` };
}

/** Part of a pause after which the next try begins, so that it is there when the pause is over. */
const RETRY_AT = 0.9;

/** Back-off 1, 2, 4 … times `backoffMs` after an unanswered try, three tries in all (PAP-NTF-016). */
export function renotifyUs(tried: number, profile: Profile): number | null {
  return tried < MAX_TRIES ? RETRY_AT * profile.timers.backoffMs * 1_000 * 2 ** (tried - 1) : null;
}

export type NotifierOptions = {
  readonly reactor: Reactor;
  readonly profile: Profile;
  readonly renotifyUs: (tried: number, profile: Profile) => number | null;
  /** Whether the PI's answer ends it. */
  readonly taken: (response: Uint8Array) => boolean;
};

/** Posts result notifications, each over a connection of its own, until the PI answers or the tries are used up. */
export type Notifier = {
  /** `over` once it is answered, or given up. */
  readonly notify: (to: NotifyTarget, document: Uint8Array, over: () => void) => void;
};

type Notification = { readonly to: NotifyTarget; readonly document: Uint8Array; readonly over: () => void };

export function makeNotifier({ reactor, profile, renotifyUs, taken }: NotifierOptions): Notifier {
  const waiting: Notification[] = [];
  let next = 0;
  let running = 0;
  let posted = 0;

  const pump = (): void => {
    while (running < MAX_NOTIFYING) {
      const notification = waiting[next];
      if (notification === undefined) break;
      next += 1;
      if (next >= MAX_NOTIFYING && next * 2 >= waiting.length) {
        waiting.splice(0, next);
        next = 0;
      }
      running += 1;
      post(notification, 1);
    }
  };
  const post = (notification: Notification, tried: number): void => {
    const { to, document, over } = notification;
    posted += 1;
    const connection = `notify ${posted}`;
    const octets = encodeRequest({
      method: 'POST',
      target: to.target,
      headers: [
        ['Host', authority(to.endpoint)],
        ['Content-Type', 'application/xml'],
        ['Connection', 'close'],
      ],
      body: document,
    });
    const answerUs = 2 * profile.timers.notifyMs * 1_000;
    exchange(reactor, { connection, to: to.endpoint, pco: 'pap', octets, answerUs }, (response) => {
      const againUs = response !== null && taken(response) ? null : renotifyUs(tried, profile);
      if (againUs === null) {
        running -= 1;
        over();
        pump();
      } else {
        reactor.after(connection, againUs, () => post(notification, tried + 1));
      }
    });
  };

  return {
    notify: (to, document, over) => {
      waiting.push({ to, document, over });
      pump();
    },
  };
}

/** Host and port as they stand in a URL. */
export function authority({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Any 2xx with a PAP answer: also a refusal is one, and a second try would get the same (pap.md 8, AMB-42). */
export function taken(response: Uint8Array): boolean {
  const { http, control } = decodePap(response);
  const answers = ['resultnotification-response', 'badmessage-response'];
  return http.status >= 200 && http.status < 300 && answers.includes(control?.operation ?? '');
}
