import { readPush, type Indication, type ReadPush, type Received } from './received.ts';

/** Which service loadings the user lets the handset carry out without being asked. */
export type Loading = 'asked' | 'low' | 'any';

/** What the reference handset decides about pushes; faulty handsets replace entries. */
export type PushPolicy = {
  /** What a datagram of the push port is; `null` = nothing that can be read. */
  readonly read: (datagram: Uint8Array) => ReadPush | null;
  /** Whether there is an application of that id, and whether it takes such content (OTA-022, OTA-023). */
  readonly takes: (read: ReadPush) => boolean;
  /** Whether a service indication says enough, and points where the user may be led (OTA-028, SEC-014). */
  readonly isOffered: (indication: Indication) => boolean;
  /** Whether its time is over; `utc` in the 20-character form. */
  readonly isExpired: (indication: Indication, utc: string) => boolean;
  /** What becomes of one that has the id of a stored one: it takes its place, or is dropped (WAP-167, 6.2). */
  readonly onSameId: (newcomer: Indication, stored: Indication) => 'replace' | 'drop' | 'keep-both';
  /** Whether it removes the stored one of its id, and is nothing to show itself (OTA-027). */
  readonly isDelete: (indication: Indication) => boolean;
  /** Whether content is fetched before the user was asked (OTA-029, SEC-015). */
  readonly loadsAtOnce: (received: Received, loading: Loading) => boolean;
  /** The URL that is requested for an indicated one. */
  readonly requestUrl: (url: string) => string;
  /** Whether a cache operation drops what is kept of a URL (WAP-175). */
  readonly dropsFromCache: (operation: Extract<Received, { kind: 'co' }>, url: string) => boolean;
};

/** Applications of the handset by the end of their id, what stands before it being met in several forms: what they take. */
const APPLICATIONS: Readonly<Record<string, readonly Received['kind'][]>> = {
  'wml.ua': ['si', 'sl', 'co', 'other'],
  '*': ['si', 'sl', 'co', 'mms', 'emn', 'other'],
  'mms.ua': ['mms', 'other'],
  'emn.ua': ['emn'],
};

/** What the reference handset does: push-ota.md 4 to 8. */
export const referencePushPolicy: PushPolicy = {
  read: readPush,
  takes: ({ received: { kind }, push: { applicationId } }) =>
    APPLICATIONS[applicationId.toLowerCase().split(':').at(-1) ?? '']?.includes(kind) === true,
  isOffered: ({ siId, href }) => (href === null ? siId !== null : isWebUrl(href)),
  isExpired: ({ expires }, utc) => expires !== null && expires <= utc,
  // Without `created` the time of reception counts, and that is later (AMB-46).
  onSameId: ({ created }, stored) =>
    created !== null && stored.created !== null && created < stored.created ? 'drop' : 'replace',
  isDelete: ({ action }) => action === 'delete',
  loadsAtOnce: (received, loading) =>
    received.kind === 'sl' && (loading === 'any' || (loading === 'low' && received.action !== 'execute-high')),
  requestUrl: (url) => url.replace(/#.*$/s, ''),
  dropsFromCache: ({ objects, services }, url) =>
    objects.includes(url) || services.some((service) => url.startsWith(service)),
};

/** Only these are offered for confirmation (SEC-014). */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
