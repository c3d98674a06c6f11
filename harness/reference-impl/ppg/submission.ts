import { parseAddress } from '../../wire/pap/address.ts';
import type { PapControl } from '../../wire/pap/control.ts';
import { utcSeconds } from './time.ts';

/** A refusal of a submission, by PAP status code (pap.md 5). */
export type Refusal = { readonly code: number; readonly desc: string };

/** Longest push-id, and most addresses of one push (pap.md 11). */
export const MAX_PUSH_ID = 256;
export const MAX_ADDRESSES = 1_000;

/** Longest number of an SMPP address (smpp.md 3). */
const MAX_DIGITS = 20;

/** PAP versions whose documents the reference reads. */
const VERSIONS: readonly string[] = ['1.0', '2.0', '2.1', '2.2'];

/** A push-message that may be accepted. */
export type PushRequest = {
  readonly pushId: string;
  readonly recipients: readonly Recipient[];
  /** With the defaults of pap.md 3 filled in; `null` where the push had none (PAP-SUB-016). */
  readonly qualityOfService: Readonly<Record<string, string | undefined>> | null;
  readonly priority: string;
  /** Seconds since 1970; `null` = absent. */
  readonly deliverBefore: number | null;
  readonly deliverAfter: number | null;
  readonly notifyTo: string | null;
};

/** One address of a push, as the PI wrote it, and the number it means. */
export type Recipient = { readonly address: string; readonly digits: string };

/** Whether a version that both sides have can be found (PAP 7): the document's own, and one of its list. */
export function speaksVersionOf(control: PapControl): boolean {
  const { version, supportedVersions } = control;
  if (version !== null && !VERSIONS.includes(version)) return false;
  if (supportedVersions === null) return true;
  return supportedVersions.split(',').some((entry) => {
    const [major = '', minor = ''] = entry.trim().split('.');
    return VERSIONS.some((known) => known === `${major}.${minor}` || (minor === '*' && known.startsWith(`${major}.`)));
  });
}

/** Judges a valid push-message by what this PPG can do (pap.md 5.1 and 7); `nowSeconds` since 1970. */
export function refuse(control: PapControl, nowSeconds: number): Refusal | null {
  const { attributes, children } = control;
  const addresses = children.filter(({ name }) => name === 'address');
  if (addresses.length > MAX_ADDRESSES) return { code: 3005, desc: `More than ${MAX_ADDRESSES} addresses` };
  for (const { attributes: address } of addresses) {
    const refusal = refuseAddress(address['address-value'] ?? '');
    if (refusal !== null) return refusal;
  }
  const quality = children.find(({ name }) => name === 'quality-of-service')?.attributes ?? {};
  if (required(quality, 'bearer', ['any', 'sms'])) return { code: 3010, desc: 'Required bearer not available' };
  if (required(quality, 'network', ['any', 'gsm'])) return { code: 3009, desc: 'Required network not available' };
  const before = secondsOf(attributes['deliver-before-timestamp']);
  const after = secondsOf(attributes['deliver-after-timestamp']);
  if (before === undefined || after === undefined) return { code: 2000, desc: 'Timestamp is not UTC in 20 characters' };
  if (before !== null && before <= nowSeconds) return { code: 2001, desc: 'deliver-before-timestamp has passed' };
  if (before !== null && after !== null && after > before)
    return { code: 2000, desc: 'Deliver after is later than before' };
  return null;
}

/** Reads a push-message that was not refused. */
export function readPush(control: PapControl): PushRequest {
  const { attributes, children } = control;
  const quality = children.find(({ name }) => name === 'quality-of-service')?.attributes;
  return {
    pushId: attributes['push-id'] ?? '',
    recipients: children
      .filter(({ name }) => name === 'address')
      .map(({ attributes: { 'address-value': address = '' } }) => ({
        address,
        digits: parseAddress(address).digits ?? '',
      })),
    qualityOfService:
      quality === undefined
        ? null
        : {
            priority: quality['priority'] ?? 'medium',
            'delivery-method': quality['delivery-method'] ?? 'notspecified',
            network: quality['network'],
            'network-required': quality['network-required'] ?? 'false',
            bearer: quality['bearer'],
            'bearer-required': quality['bearer-required'] ?? 'false',
          },
    priority: quality?.['priority'] ?? 'medium',
    deliverBefore: secondsOf(attributes['deliver-before-timestamp']) ?? null,
    deliverAfter: secondsOf(attributes['deliver-after-timestamp']) ?? null,
    notifyTo: attributes['ppg-notify-requested-to'] ?? null,
  };
}

/** Rank of a waiting push; unknown words count as medium. */
export function rankOf(priority: string): 0 | 1 | 2 {
  return priority === 'high' ? 0 : priority === 'low' ? 2 : 1;
}

function refuseAddress(value: string): Refusal | null {
  const { type, digits, problem } = parseAddress(value);
  if (problem !== null) return { code: 2002, desc: 'Address error' };
  if (type !== 'PLMN' || digits === null) return { code: 2003, desc: 'Address not found' };
  return digits.length > MAX_DIGITS ? { code: 2002, desc: 'Address error: number too long' } : null;
}

function required(quality: Readonly<Record<string, string>>, what: string, available: readonly string[]): boolean {
  return quality[`${what}-required`] === 'true' && !available.includes((quality[what] ?? 'any').toLowerCase());
}

/** Seconds since 1970, `null` where there is no such attribute, `undefined` where it is no time. */
function secondsOf(timestamp: string | undefined): number | null | undefined {
  if (timestamp === undefined) return null;
  return utcSeconds(timestamp) ?? undefined;
}
