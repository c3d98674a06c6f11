import { uint, type Pdu } from '../../wire/smpp/pdu.ts';

const MODE_BITS = 0x03;

/** Forward, that is transaction, mode (SMPP 3.4, 5.2.12). */
export const TRANSACTION_MODE = 0x02;

/** Messaging mode bits of esm_class. */
export function modeOf(pdu: Pdu): number {
  return uint(pdu, 'esm_class') & MODE_BITS;
}
