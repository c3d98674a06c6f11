import { uint, type Pdu } from '../../wire/smpp/pdu.ts';

const MODE_BITS = 0x03;

/** Forward, that is transaction, mode (SMPP 3.4, 5.2.12). */
export const TRANSACTION_MODE = 0x02;

/** Datagram mode: one attempt, and no word of it (SMPP 3.4, 2.10.2). */
export const DATAGRAM_MODE = 0x01;

/** Whether a message of this mode is stored until it is delivered or its time is over; mode 0 is the SMSC's own, which is that. */
export function isStored(mode: number): boolean {
  return mode !== TRANSACTION_MODE && mode !== DATAGRAM_MODE;
}

/** Messaging mode bits of esm_class. */
export function modeOf(pdu: Pdu): number {
  return uint(pdu, 'esm_class') & MODE_BITS;
}
