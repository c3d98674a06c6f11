import { alphabetOfDcs } from '../../wire/sm/data-coding.ts';
import { SEPTET_BITS } from '../../wire/sm/gsm7.ts';
import type { DeliverTpdu } from '../../wire/sm/tpdu.ts';
import type { Transmission } from '../groups.ts';

/** The SMS-DELIVER of a transmission on a radio side; `null` on an SMPP link, and where there is none that can be told. */
export function tpduOf({ request: { message } }: Transmission): DeliverTpdu | null {
  // What `message.pdu` is to an SMPP link, this is to a radio side.
  const tpdu = 'rp' in message ? (message as { readonly rp: { readonly tpdu: DeliverTpdu | null } }).rp.tpdu : null;
  return tpdu?.problems.some(({ field }) => field === 'TP-MTI') === true ? null : tpdu;
}

/** The same where it carries text in GSM 7-bit. */
export function textTpduOf(transmission: Transmission): DeliverTpdu | null {
  const tpdu = tpduOf(transmission);
  return tpdu !== null && alphabetOfDcs(tpdu.dataCoding) === 'gsm7' ? tpdu : null;
}

/** Octets of the header at the front of a TP-UD; 0 without one, and where it says more than there is. */
export function headerOctetsOf({ hasHeader, packed }: DeliverTpdu): number {
  const said = hasHeader ? (packed[0] ?? 0) + 1 : 0;
  return said <= packed.length ? said : 0;
}

/** Fill bits that such a header needs, so that the text behind it begins on a septet (23.040, 9.2.3.24). */
export function fillBitsOf(headerOctets: number): number {
  return (SEPTET_BITS - ((8 * headerOctets) % SEPTET_BITS)) % SEPTET_BITS;
}
