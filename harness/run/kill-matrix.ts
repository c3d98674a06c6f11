import type { Fake } from '../fakes/define.ts';

/** One line of the kill matrix. */
export type MatrixRow = {
  /** The fake's path below harness/fakes, without its suffix. */
  readonly id: string;
  readonly role: string;
  readonly violates: readonly string[];
  readonly killed: boolean;
  /** Those of `violates` that failed. */
  readonly by: readonly string[];
  /** Other requirements that failed, though nothing explains it. */
  readonly collateral: readonly string[];
};

export type Matrix = { readonly rows: readonly MatrixRow[]; readonly referencePasses: boolean };

/** Runs the suites with one mutant, or with nobody but the reference; gives the requirements that failed or erred. */
export type Trial = (mutant: string | null) => Promise<readonly string[]>;

/** Fail with every mutant that loses, alters or misreports a push (catalogue, head); never collateral. */
const ALWAYS_EXPLAINED: readonly string[] = ['CLM-1', 'CLM-3', 'CLM-4', 'CLM-7'];

/** The reference and each mutant on trial, `atOnce` at a time; rows in the order of the mutants. */
export async function killMatrix(
  fakes: ReadonlyMap<string, Fake>,
  { trial, atOnce, progress }: { trial: Trial; atOnce: number; progress: (done: number, id: string) => void },
): Promise<Matrix> {
  const failed = new Map<string | null, readonly string[]>();
  const waiting = [null, ...fakes.keys()];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      failed.set(one, await trial(one));
      if (one !== null) progress([...failed.keys()].filter((id) => id !== null).length, one);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const rows = [...fakes].map(([id, fake]) => rowOf(id, fake, failed.get(id) ?? []));
  return { rows, referencePasses: failed.get(null)?.length === 0 };
}

function rowOf(id: string, { role, violates, also }: Fake, failed: readonly string[]): MatrixRow {
  const by = violates.filter((requirement) => failed.includes(requirement));
  const explained = [...violates, ...also, ...ALWAYS_EXPLAINED];
  const collateral = failed.filter((requirement) => !explained.includes(requirement));
  return { id, role, violates, killed: by.length === violates.length, by, collateral };
}
