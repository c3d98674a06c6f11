import { UsageError } from '../core/usage-error.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { matrixTable } from '../report/matrix.ts';
import { commit, version } from '../report/version.ts';
import { builtInProfile } from '../run/load-profile.ts';
import { killMatrix, type Matrix } from '../run/kill-matrix.ts';
import { loadFakes } from '../run/mutants.ts';
import { makeTrial } from '../run/trial.ts';
import { didYouMean } from '../run/nearest.ts';
import { paint, print, progressOnStderr } from './terminal.ts';
import { startTrials } from './trial-process.ts';

/** The options of `pushproof mutants`, as commander gives them. */
export type MutantsRequest = {
  readonly only: readonly string[];
  readonly world: 'live' | 'sim';
  readonly seed: number;
  /** Mutants at once, in processes of their own. */
  readonly workers: number;
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** Runs the kill matrix and shows it; resolves to the exit code. */
export async function runMutants(request: MutantsRequest): Promise<number> {
  const { only, world, seed, workers, quick, json, quiet } = request;
  const progress = progressOnStderr(quiet === true);
  const beganMs = performance.now();
  const options = { world, seed, quick: quick === true, profile: builtInProfile() };
  const processes = workers > 1 ? startTrials(workers, options) : null;
  try {
    progress.take({ kind: 'phase', text: 'the reference in every role' });
    await refuseUnknown(only);
    const fakes = new Map([...(await loadFakes())].filter(([id]) => only.length === 0 || only.includes(id)));
    const matrix = await killMatrix(fakes, {
      trial: processes?.trial ?? (await makeTrial(options)),
      atOnce: workers,
      progress: (done, id) => progress.take({ kind: 'phase', text: `mutant ${done}/${fakes.size}: ${id}` }),
    });
    progress.close();
    const exitCode = exitCodeOf(matrix);
    const durationMs = Math.round(performance.now() - beganMs);
    await print(json === true ? jsonOf(matrix, { world, seed, exitCode, durationMs }) : matrixTable(matrix, paint));
    return exitCode;
  } finally {
    processes?.end();
    progress.close();
  }
}

async function refuseUnknown(only: readonly string[]): Promise<void> {
  const known = [...(await loadFakes()).keys()];
  const unknown = only.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(unknown, 'no such mutant', didYouMean(unknown, known, 'Mutants'));
}

/** A reference that fails its own suites is our mistake; then the matrix proves nothing. */
function exitCodeOf({ rows, referencePasses }: Matrix): number {
  if (!referencePasses) return 5;
  return rows.every(({ killed, collateral }) => killed && collateral.length === 0) ? 0 : 1;
}

function jsonOf(
  { rows, referencePasses }: Matrix,
  told: { readonly world: string; readonly seed: number; readonly exitCode: number; readonly durationMs: number },
): string {
  const verdict = ['pass', 'fail'][told.exitCode] ?? 'error';
  const head = {
    schema: JSON_SCHEMA,
    command: 'mutants',
    version: version(),
    commit: commit(),
    iut: 'chain',
    target: null,
  };
  return `${JSON.stringify({ ...head, ...told, verdict, referencePasses, mutants: rows })}\n`;
}
