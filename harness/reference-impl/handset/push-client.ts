import type { Reactor } from '../reactor.ts';
import type { Fetcher } from './fetcher.ts';
import type { Loading, PushPolicy } from './push-policy.ts';
import { isWebUrl } from './push-policy.ts';
import type { Indication, ReadPush, Received } from './received.ts';

/** Messages that are kept for the user; the oldest makes room. */
export const MAX_MESSAGES = 100;

/** A message that was shown, and is still there. */
type Message = { readonly from: string; readonly octets: Uint8Array; readonly received: Received };

/** What one handset does with pushes, and with what its user says to them. */
export type PushClient = {
  /** A datagram of the push port as its applications read it; `null` = nothing that can be read, and is dropped. */
  readonly take: (from: string, datagram: Uint8Array, read: ReadPush | null) => void;
  /** The user says yes to a message: 1 = the oldest that is kept, `null` = the newest. */
  readonly confirm: (place: number | null) => void;
  readonly allow: (loading: Loading) => void;
};

export type PushClientOptions = {
  readonly reactor: Pick<Reactor, 'present' | 'confirmed'>;
  readonly policy: PushPolicy;
  readonly number: string;
  readonly fetcher: Fetcher;
  /** Now, in the 20-character form. */
  readonly utc: () => string;
};

/** A client whose user is asked before anything is loaded. */
export function makePushClient({ reactor, policy, number, fetcher, utc }: PushClientOptions): PushClient {
  const messages: Message[] = [];
  let loading: Loading = 'asked';

  const show = (message: Message): void => {
    messages.push(message);
    if (messages.length > MAX_MESSAGES) messages.shift();
    reactor.present(number, message.from, message.octets);
  };
  const load = (url: string): void => fetcher.fetch(policy.requestUrl(url));

  const storedAt = (wanted: string): number =>
    messages.findIndex(({ received }) => received.kind === 'si' && idOf(received) === wanted);
  /** Whether the newcomer is to be shown. */
  const makesRoom = (indication: Indication): boolean => {
    const id = idOf(indication);
    const at = id === null ? -1 : storedAt(id);
    const stored = messages[at]?.received;
    if (stored?.kind !== 'si') return true;
    const does = policy.onSameId(indication, stored);
    if (does === 'replace') messages.splice(at, 1);
    return does !== 'drop';
  };
  const takeIndication = (indication: Indication, message: Message): void => {
    if (policy.isDelete(indication)) {
      const at = indication.siId === null ? -1 : storedAt(indication.siId);
      if (at !== -1) messages.splice(at, 1);
      return;
    }
    if (policy.isExpired(indication, utc()) || !policy.isOffered(indication)) return;
    if (makesRoom(indication)) show(message);
  };

  return {
    take: (from, octets, read) => {
      if (read === null || !policy.takes(read)) return;
      const { received } = read;
      const message = { from, octets, received };
      if (received.kind === 'co') fetcher.drop((url) => policy.dropsFromCache(received, url));
      else if (received.kind === 'si') takeIndication(received, message);
      else show(message);
      const url = urlOf(received);
      if (url !== null && policy.loadsAtOnce(received, loading)) load(url);
    },
    confirm: (place) => {
      const message = place === null ? messages.at(-1) : messages[place - 1];
      if (message === undefined) return;
      const { received, from, octets } = message;
      if (received.kind === 'si' && policy.isExpired(received, utc())) return;
      reactor.confirmed(number, from, octets);
      const url = urlOf(received);
      if (url !== null) load(url);
    },
    allow: (allowed) => {
      loading = allowed;
    },
  };
}

/** The URL acts as the id of what has none (WAP-167, 6.2). */
function idOf({ siId, href }: Indication): string | null {
  return siId ?? href;
}

/** What can be loaded of it; `null` = nothing. */
function urlOf(received: Received): string | null {
  switch (received.kind) {
    case 'si':
    case 'sl':
      return received.href !== null && isWebUrl(received.href) ? received.href : null;
    case 'mms':
      return received.location;
    case 'co':
    case 'emn':
    case 'other':
      return null;
  }
}
