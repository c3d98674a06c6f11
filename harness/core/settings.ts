import type { Endpoint } from './actor.ts';
import type { Profile } from './profile.ts';

/** Where each service of a chain listens; known before any actor starts. Names: `ppg.pap`, `pi.notify`, `smsc.smpp`. */
export type AddressBook = { readonly of: (service: string) => Endpoint };

/** What distinguishes one chain from another. */
export type ChainSettings = {
  readonly profile: Profile;
  /** The case's variant tokens, e.g. `['data_sm', 'udh']`. */
  readonly variant: readonly string[];
  readonly seed: number;
  /** Subscriber numbers (digits) of handsets A, B, C, … */
  readonly numbers: readonly string[];
  /** UTC of `atUs` 0, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly epochUtc: string;
  /** `own`: the case breaks sessions, so its chain shares none with others. */
  readonly connection: 'shared' | 'own';
  /** Where the case shares the window of a PPG under test, so many slots are its own. One if absent. */
  readonly slots?: number;
};
