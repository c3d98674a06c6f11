import { coloured, type Paint } from './console.ts';

/** The kill matrix as it is shown. */
export type MatrixView = {
  readonly referencePasses: boolean;
  readonly rows: readonly {
    readonly id: string;
    readonly violates: readonly string[];
    readonly killed: boolean;
    readonly by: readonly string[];
    readonly collateral: readonly string[];
  }[];
};

/** A line a mutant: killed by the rule it breaks, survived, or killed along with rules it does not break. */
export function matrixTable({ rows, referencePasses }: MatrixView, paint: Paint): string {
  const width = Math.max(6, ...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, violates, killed, by, collateral }) => {
    const state = !killed ? 'survived' : collateral.length > 0 ? 'collateral' : 'killed';
    const missed = violates.filter((requirement) => !by.includes(requirement));
    const told = [
      by.length > 0 ? `by ${by.join(', ')}` : '',
      missed.length > 0 ? `not by ${missed.join(', ')}` : '',
      collateral.length > 0 ? `collateral ${collateral.join(', ')}` : '',
    ];
    const colour = state === 'killed' ? 'pass' : 'fail';
    return `${coloured(colour, state.padEnd(10), paint)}  ${id.padEnd(width)}  ${told.filter(Boolean).join('; ')}`;
  });
  const killed = rows.filter((row) => row.killed).length;
  const clean = rows.filter((row) => row.killed && row.collateral.length === 0).length;
  const reference = referencePasses ? 'the reference passes' : 'the reference itself FAILS: the matrix proves nothing';
  return [
    ...lines,
    '',
    `${killed} of ${rows.length} mutants killed, ${killed - clean} with collateral; ${reference}`,
    '',
  ].join('\n');
}
