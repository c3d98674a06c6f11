import { latin1 } from '../wire/octets.ts';

/** How the files begin that hostile documents name, and what is told at the address that they name. */
const REVEALING = /root:[x*!]?:0:0:|\[fonts\]|for 16-bit app support|pushproof-trap-3b1f/;

/** Whether octets have something of what the entities of hostile documents name. */
export function revealed(octets: Uint8Array): boolean {
  return REVEALING.test(latin1(octets));
}
