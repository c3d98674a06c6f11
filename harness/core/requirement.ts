import type { Role } from './party.ts';

export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** Where a rule comes from, and so who can be failed by it; `profile` binds the reference only. */
export type Basis =
  'claim' | 'smpp34' | 'smpp50' | 'smpp' | '3gpp' | 'pap' | 'wap' | 'http-mime-xml' | 'robustness' | 'profile';

/** One row of the catalogue (fixtures/requirements). */
export type Requirement = {
  readonly id: string;
  /** The roles it binds; a row of several roles is judged for the IUT's half only. */
  readonly roles: readonly Role[];
  readonly level: Level;
  readonly basis: Basis;
  readonly text: string;
  /** Clause, claim or fact sheet, with AMB entries. */
  readonly source: string;
  readonly observableAt: string;
  readonly stimulus: string;
  readonly violatingBehaviour: string;
  /** Profile claim without which the row is not applicable ("Where the profile claims …"). */
  readonly claim?: string;
  /** Ids of rows that contain this one; their failing too is no collateral. */
  readonly refines?: readonly string[];
  /** Its limit, for rows of section 12. */
  readonly timing?: {
    readonly limit: string;
    readonly kind: 'U' | 'D' | 'S';
    readonly fromTo: string;
    readonly view: string;
  };
  /** Why no oracle judges it. */
  readonly untested?: string;
};
