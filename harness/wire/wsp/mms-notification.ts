import type { Problem } from '../octets.ts';
import { readText, readValue, textOf } from './values.ts';

/** The header fields of an m-notification-ind (OMA-MMS-ENC, 6.2 and 7). */
export type MmsNotification = {
  readonly transactionId: string;
  /** Where the message waits; empty when it is not said. */
  readonly contentLocation: string;
  /** The first thing that is wrong, and what is missing. */
  readonly problems: readonly Problem[];
};

const MESSAGE_TYPE = 0x8c;
const TRANSACTION_ID = 0x98;
const MMS_VERSION = 0x8d;
const CONTENT_LOCATION = 0x83;
const NOTIFICATION_IND = 0x82;

/** The first three in this order, then the others in any. */
const FIRST: readonly number[] = [MESSAGE_TYPE, TRANSACTION_ID, MMS_VERSION];
const MANDATORY: readonly (readonly [field: number, name: string])[] = [
  [0x8a, 'X-Mms-Message-Class'],
  [0x8e, 'X-Mms-Message-Size'],
  [0x88, 'X-Mms-Expiry'],
  [CONTENT_LOCATION, 'X-Mms-Content-Location'],
];

/** Reads an m-notification-ind; unknown fields, by number or by name, are skipped. */
export function decodeMmsNotification(octets: Uint8Array): MmsNotification {
  const fields = new Map<number, string>();
  let place = 0;
  let problem: Problem | null = null;
  for (let at = 0; at < octets.length && problem === null; place += 1) {
    const field = octets[at] ?? 0;
    const name = field >= 0x80 ? { next: at + 1 } : readText(octets, at, octets.length);
    const value = 'problem' in name ? name : readValue(octets, name.next, octets.length);
    if ('problem' in value) problem = { field: hex(field), offset: at, what: value.problem };
    else if (place < FIRST.length && field !== FIRST[place]) {
      problem = { field: hex(field), offset: at, what: `stands in place of ${hex(FIRST[place] ?? 0)}` };
    } else {
      const is = value.value;
      if (field >= 0x80 && !fields.has(field)) {
        fields.set(field, is.kind === 'text' ? textOf(is.octets) : is.kind === 'short' ? String(is.number | 0x80) : '');
      }
      at = value.next;
    }
  }
  if (problem === null && fields.get(MESSAGE_TYPE) !== String(NOTIFICATION_IND)) {
    problem = { field: hex(MESSAGE_TYPE), offset: 0, what: 'is no m-notification-ind' };
  }
  const missing = MANDATORY.filter(([field]) => !fields.has(field)).map(([field, name]) => ({
    field: hex(field),
    offset: octets.length,
    what: `${name} is missing`,
  }));
  return {
    transactionId: fields.get(TRANSACTION_ID) ?? '',
    contentLocation: fields.get(CONTENT_LOCATION) ?? '',
    problems: [...(problem === null ? [] : [problem]), ...missing],
  };
}

function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
