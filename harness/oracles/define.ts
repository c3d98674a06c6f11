import type { Party, Pco, Role } from '../core/party.ts';
import type { Iut } from '../core/party.ts';
import type { Profile } from '../core/profile.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';

/** What an oracle may know besides its party's events. */
export type Context = {
  readonly profile: Profile;
  readonly iut: Iut;
  /** Another party's view of the same trace, for end-to-end rules only. */
  readonly viewOf: (party: Party) => View;
};

/** A pure judge of one requirement. */
export type Oracle = {
  readonly requirement: string;
  /** Whose view it judges; the finding is that party's. */
  readonly party: Role;
  /** Interfaces that must have been observed at `party`, else it says nothing. */
  readonly needs: readonly Pco[];
  /** What of a PPG shows it, where that is its result notifications alone: one that claims none is not judged. */
  readonly shownBy?: 'notifications';
  /** What it is given at a time: all that concerns one subscriber number, one connection, or everything. */
  readonly scope: 'transaction' | 'session' | 'run';
  /** One finding per occasion; none = the requirement was not exercised. */
  readonly check: (view: View, context: Context) => readonly Finding[];
  /** Why a view in which it finds nothing can show nothing of it: begins with `not observable`; `null` = it could have. */
  readonly unseen?: (view: View, context: Context) => string | null;
  /** Ladders (trace/ladder.ts) that must give `pass`, `inconc` and `fail`. */
  readonly accepts: readonly string[];
  readonly inconclusive?: readonly string[];
  readonly rejects: readonly [string, ...string[]];
};

/** Declares an oracle; refuses one without a rejected example. */
export function defineOracle(oracle: Oracle): Oracle {
  if (oracle.rejects.length === 0) throw new RangeError(`oracle ${oracle.requirement}: needs a rejected example`);
  return oracle;
}
