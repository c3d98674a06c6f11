import type { HttpHeader } from '../../wire/http/message.ts';
import { latin1 } from '../../wire/octets.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { buildMultipart } from '../../wire/pap/multipart.ts';
import type { PushContent } from './content.ts';

/** What a push-message says (pap.md 3). */
export type PushMessage = {
  /** Attributes of push-message in the order of P1; `undefined` = absent. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** The address-value of each recipient. */
  readonly addresses: readonly string[];
  readonly qualityOfService: Readonly<Record<string, string>>;
  /** Of PAP, e.g. `2.0`. */
  readonly version: string;
};

export type PackageOptions = {
  readonly control: Uint8Array;
  readonly content: PushContent;
  /** Further headers of the content part. */
  readonly headers: readonly HttpHeader[];
  /** Number of the submission, from 1. */
  readonly count: number;
};

/** Content-Type and body of a push submission. */
export type Package = { readonly contentType: string; readonly body: Uint8Array };

/** E.164 in the upper-case form of the grammar, with a ppg-specifier (pap.md 6). */
export function addressValue(digits: string, specifier: string): string {
  return `WAPPUSH=+${digits}/TYPE=PLMN@${specifier}`;
}

/** The control entity, as P1 of the worked examples. */
export function buildPush({ attributes, addresses, qualityOfService, version }: PushMessage): Uint8Array {
  const children = [
    ...addresses.map((value) => ({ name: 'address', attributes: { 'address-value': value } })),
    { name: 'quality-of-service', attributes: qualityOfService },
  ];
  return buildControl('push-message', attributes, children, { productName: 'pushproof-pi', version });
}

/** Control entity first, then the content, between boundaries that occur in neither (PAP-SUB-001, 002, 008). */
export function pack({ control, content, headers, count }: PackageOptions): Package {
  const boundary = freeBoundary(`pushproof-b${count}`, [control, content.body]);
  const application: [string, string][] =
    content.applicationId === null ? [] : [['X-Wap-Application-Id', content.applicationId]];
  return {
    contentType: `multipart/related; boundary="${boundary}"; type="application/xml"`,
    body: buildMultipart(boundary, [
      { headers: [['Content-Type', 'application/xml']], body: control },
      { headers: [['Content-Type', content.contentType], ...application, ...headers], body: content.body },
    ]),
  };
}

/** Ends because each candidate is longer than the one before, and the parts are not. */
function freeBoundary(wanted: string, parts: readonly Uint8Array[]): string {
  const texts = parts.map(latin1);
  let boundary = wanted;
  while (texts.some((text) => text.includes(boundary))) boundary += 'x';
  return boundary;
}
