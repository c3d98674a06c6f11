import { isDateTime } from '../pap/content-model.ts';
import { toHex } from '../octets.ts';

/** YYYYMMDDhhmmss, two digits an octet. */
const MAX_DATE_OCTETS = 7;

/** A packed date as `YYYY-MM-DDThh:mm:ssZ`; trailing zero octets may be left out (WAP-167, 8.2.2). */
export function readOpaqueDate(octets: Uint8Array): { readonly text: string } | { readonly problem: string } {
  if (octets.length === 0 || octets.length > MAX_DATE_OCTETS) return { problem: `date of ${octets.length} octets` };
  const digits = toHex(octets).padEnd(2 * MAX_DATE_OCTETS, '0');
  if (/[^0-9]/.test(digits)) return { problem: `date with a digit above 9: ${toHex(octets)}` };
  const text = digits.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z');
  return isDateTime(text) ? { text } : { problem: `date that does not exist: ${text}` };
}

/** The shortest packed date of `YYYY-MM-DDThh:mm:ssZ`. */
export function writeOpaqueDate(text: string): Uint8Array {
  if (!isDateTime(text)) throw new RangeError(`no YYYY-MM-DDThh:mm:ssZ: ${text}`);
  const digits = text.replace(/[^0-9]/g, '').replace(/(?:00)+$/, '');
  const whole = digits.padEnd(digits.length + (digits.length % 2), '0');
  return Uint8Array.from({ length: whole.length / 2 }, (_, i) => Number.parseInt(whole.slice(2 * i, 2 * i + 2), 16));
}
