import type { Inventory } from '../run/inventory.ts';
import { columns } from './columns.ts';

type Tally = {
  rows: number;
  obliging: number;
  tested: number;
  reasoned: number;
  cases: Set<string>;
  mutants: Set<string>;
};

const HEAD = ['area', 'rows', 'MUST (NOT)', 'tested', 'with a reason', 'holes', 'cases', 'mutants'];

/** Coverage for people: a line for each area of the catalogue, totals, and what is wrong. */
export function coverageText({ requirements, coverage }: Inventory): string {
  const tallies = new Map<string, Tally>();
  for (const { id, level } of requirements) {
    const row = coverage.rows.get(id);
    if (row === undefined) continue;
    for (const area of [areaOf(id), 'all']) {
      const tally = tallies.get(area) ?? emptyTally();
      tally.rows += 1;
      tally.obliging += level.startsWith('MUST') ? 1 : 0;
      tally.tested += row.tested ? 1 : 0;
      tally.reasoned += row.reason === null ? 0 : 1;
      row.cases.forEach((one) => tally.cases.add(one));
      row.mutants.forEach((one) => tally.mutants.add(one));
      tallies.set(area, tally);
    }
  }
  const all = tallies.get('all') ?? emptyTally();
  tallies.delete('all');
  const lines = [...tallies, ['all', all] as const].map(([area, tally]) => cellsOf(area, tally));
  const { holes, remarks } = coverage;
  return [
    columns([HEAD, ...lines], [1, 2, 3, 4, 5, 6, 7]),
    ...remarks.map((remark) => `note: ${remark}\n`),
    ...holes.map(({ place, what, remedy }) => `hole: ${place} ${what}\n      ${remedy}\n`),
    `${all.tested} of ${all.rows} requirements are tested, ${all.reasoned} have a reason why not, ${holes.length} holes.\n`,
    'Each in full: pushproof explain ID. All of them: pushproof list requirements.\n',
  ].join('');
}

/** The part of an id that says what it is about: SMPP of SMPP-SES-001. */
function areaOf(id: string): string {
  return id.split('-')[0] ?? id;
}

function emptyTally(): Tally {
  return { rows: 0, obliging: 0, tested: 0, reasoned: 0, cases: new Set(), mutants: new Set() };
}

function cellsOf(area: string, { rows, obliging, tested, reasoned, cases, mutants }: Tally): readonly string[] {
  return [area, ...[rows, obliging, tested, reasoned, rows - tested - reasoned, cases.size, mutants.size].map(String)];
}
