import type { Party, Pco } from '../core/party.ts';

/** Every party, so that a word from outside can be told to be one. */
export const PARTIES: readonly Party[] = ['pi', 'ppg', 'smsc', 'handset', 'gateway', 'origin', 'user'];

/** Every interface, in the order a push passes them. */
export const PCOS: readonly Pco[] = ['pap', 'smpp', 'sm', 'rp', 'push', 'fetch'];
