import type { Actor } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import type { HandsetPolicy } from './policy.ts';

/** The reference handset: one actor for all numbers of a chain. */
export function makeReferenceHandset(policy: HandsetPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  return () => ({ react: () => (policy.limits.openSets >= 0 ? [] : []) });
}
