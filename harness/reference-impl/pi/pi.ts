import type { Actor } from '../../core/actor.ts';
import { assert } from '../../core/assert.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import type { PiPolicy } from './policy.ts';

/** The reference push initiator (patent steps 1 and 10). */
export function makeReferencePi(policy: PiPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  assert(policy.tries >= 1, 'a PI submits at least once');
  return () => ({ react: () => [] });
}
