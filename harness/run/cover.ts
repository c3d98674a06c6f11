import type { Case } from '../core/case.ts';
import type { Requirement } from '../core/requirement.ts';

/** What there is to cover requirements with. */
export type CoverInput = {
  readonly requirements: readonly Pick<Requirement, 'id' | 'untested'>[];
  readonly oracles: readonly { readonly path: string; readonly requirement: string }[];
  readonly cases: readonly Pick<Case, 'id' | 'requirements'>[];
  readonly mutants: readonly { readonly id: string; readonly violates: readonly string[] }[];
};

/** What judges a requirement, what exercises it, what must fail it; or why nothing does. */
export type Covered = {
  /** Whether an oracle judges it. */
  readonly tested: boolean;
  readonly cases: readonly string[];
  readonly oracles: readonly string[];
  readonly mutants: readonly string[];
  /** Why no oracle judges it; `null` where one does, and where there is a hole. */
  readonly reason: string | null;
};

/** Something that must not be. */
export type Hole = { readonly place: string; readonly what: string; readonly remedy: string };

export type Coverage = {
  readonly rows: ReadonlyMap<string, Covered>;
  readonly holes: readonly Hole[];
  /** What is no hole, but unfinished. */
  readonly remarks: readonly string[];
};

/** Every requirement: tested by which oracles, cases and mutants, or the reason why not. */
export function cover({ requirements, oracles, cases, mutants }: CoverInput): Coverage {
  const rows = new Map(
    requirements.map(({ id, untested }): [string, Covered] => {
      const judges = oracles.filter(({ requirement }) => requirement === id).map(({ path }) => path);
      return [
        id,
        {
          tested: judges.length > 0,
          cases: cases.filter((one) => one.requirements.includes(id)).map((one) => one.id),
          oracles: judges,
          mutants: mutants.filter(({ violates }) => violates.includes(id)).map((one) => one.id),
          reason: judges.length > 0 ? null : (untested ?? null),
        },
      ];
    }),
  );
  const unknown = (place: string, ids: readonly string[], verb: string): readonly Hole[] =>
    ids
      .filter((id) => !rows.has(id))
      .map((id) => ({
        place,
        what: `${verb} ${id}, which is not in the catalogue`,
        remedy: 'Correct the id, or add its row to fixtures/requirements.',
      }));
  const holes = [
    ...[...rows]
      .filter(([, { tested, reason }]) => !tested && reason === null)
      .map(([id]) => ({
        place: id,
        what: 'has neither an oracle nor a reason',
        remedy: 'Write its oracle, or say in its row why not: untested: …',
      })),
    ...oracles.flatMap(({ path, requirement }) => unknown(path, [requirement], 'judges')),
    ...cases.flatMap((one) => unknown(one.id, one.requirements, 'names')),
    ...mutants.flatMap(({ id, violates }) => unknown(id, violates, 'violates')),
  ];
  return { rows, holes, remarks: [...remarksOn(rows, requirements), ...twins(cases)] };
}

/** Cases that name the very same requirements: one of them, or a variant, may do. */
function twins(cases: CoverInput['cases']): readonly string[] {
  const byRequirements = new Map<string, readonly string[]>();
  for (const { id, requirements } of cases) {
    const key = [...new Set(requirements)].sort().join(' ');
    byRequirements.set(key, [...(byRequirements.get(key) ?? []), id]);
  }
  return [...byRequirements]
    .filter(([, ids]) => ids.length > 1)
    .map(([key, ids]) => `${ids.join(' and ')} exercise the same thing: ${key}`);
}

function remarksOn(rows: ReadonlyMap<string, Covered>, requirements: CoverInput['requirements']): readonly string[] {
  return requirements.flatMap(({ id, untested }) => {
    const row = rows.get(id);
    if (row?.tested !== true) return [];
    return [
      ...(row.cases.length === 0 ? [`${id} has an oracle, but no case names it`] : []),
      ...(row.mutants.length === 0 ? [`${id} has an oracle, but no mutant to kill`] : []),
      ...(untested === undefined ? [] : [`${id} has an oracle, yet its row says untested: ${untested}`]),
    ];
  });
}
