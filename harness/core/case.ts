import type { Role } from './party.ts';
import type { Deployment, HandsetLink } from './profile.ts';

/** One thing done to the chain: `<actor>.<verb>: arguments`. */
export type Step = {
  readonly actor: string;
  readonly verb: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

/** Ids in the order in which a case names them; what it does not name comes last: a case is told by what it is about. */
export function asNamedBy({ requirements }: Pick<Case, 'requirements'>): (a: string, b: string) => number {
  const place = (id: string): number => (requirements.includes(id) ? requirements.indexOf(id) : requirements.length);
  return (a, b) => place(a) - place(b);
}

/** What is done to the IUT and which requirements that must exercise. Cases do not assert. */
export type Case = {
  /** Its path from the project's root. */
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  /** Runs once for each; tokens joined by `+`, e.g. `data_sm+udh`. `''` where the file names none. */
  readonly variants: readonly string[];
  /** `own`: it breaks sessions, so it shares none with other cases. */
  readonly connection: 'shared' | 'own';
  /** Whether `run --quick` picks it. */
  readonly quick: boolean;
  /** The built-in chain's predetermined time for this case, in milliseconds; `null` = the profile's. A third party has its own. */
  readonly transactionMs: number | null;
  /** On the built-in chain: which SMSC it is run with; `undefined` = any. A third party is what it is. */
  readonly deployment?: Deployment;
  /** On the built-in chain: how its SMSC reaches the handsets; `undefined` = as the profile says. */
  readonly link?: HandsetLink;
  /** Roles that a step makes depart from their own rules: nothing is judged of them here. */
  readonly scripted: readonly Role[];
  readonly steps: readonly Step[];
};
