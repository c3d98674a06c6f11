import { UsageError } from '../core/usage-error.ts';
import type { Inventory } from '../run/inventory.ts';
import { didYouMean } from '../run/nearest.ts';
import { columns } from './columns.ts';

/** What can be listed. */
export const KINDS = ['cases', 'fuzzers', 'faults', 'mutants', 'requirements'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing as data for `--json`, and as cells for people. */
export type Listed = { readonly item: Readonly<Record<string, unknown>>; readonly cells: readonly string[] };

/** The kind that a word means; the singular will do. */
export function kindOf(word: string): Kind {
  const kind = KINDS.find((one) => one === word || one === `${word}s`);
  if (kind !== undefined) return kind;
  throw new UsageError(`list ${word}`, 'there is no such kind', didYouMean(word, KINDS, 'Kinds'));
}

/** All things of a kind, in the order in which they are found. */
export function listed(kind: Kind, inventory: Inventory): readonly Listed[] {
  switch (kind) {
    case 'cases':
      return inventory.cases.map((one) => ({
        item: {
          id: one.id,
          title: one.title,
          requirements: one.requirements,
          variants: one.variants,
          quick: one.quick,
        },
        cells: [one.id, one.requirements.join(' '), one.title],
      }));
    case 'fuzzers':
      return [...inventory.fuzzers].map(([id, { title, requirements }]) => ({
        item: { id, title, requirements },
        cells: [id, requirements.join(' '), title],
      }));
    case 'faults':
      return [...inventory.faults].map(([id, { summary, options }]) => ({
        item: { id, summary, options },
        cells: [
          id,
          Object.entries(options)
            .map(([name, value]) => `${name}=${value}`)
            .join(' '),
          summary,
        ],
      }));
    case 'mutants':
      return [...inventory.mutants].map(([id, { role, summary, violates, also }]) => ({
        item: { id, role, summary, violates, also },
        cells: [id, violates.join(' '), summary],
      }));
    case 'requirements':
      return inventory.requirements.map((row) => {
        const tested = inventory.coverage.rows.get(row.id)?.tested === true;
        const { id, level, basis, roles, text, untested } = row;
        return {
          item: { id, level, basis, roles, text, tested, reason: tested ? null : (untested ?? null) },
          cells: [id, level, basis, roles.join('+'), tested ? 'tested' : (untested ?? 'hole'), text],
        };
      });
  }
}

/** A listing for people: a line each. */
export function listing(things: readonly Listed[]): string {
  return columns(
    things.map(({ cells }) => cells),
    [],
  );
}
