import path from 'node:path';
import type { Requirement } from '../core/requirement.ts';
import { UsageError } from '../core/usage-error.ts';
import { CLAIMS } from './claims.ts';
import { digestOf } from './digest.ts';
import { findFiles, packageRoot } from './discover.ts';
import { didYouMean } from './nearest.ts';
import { schemaFile } from './schema.ts';
import { readYaml, type PlacedYaml } from './yaml-place.ts';

/** The numbered rules, in path order of their files, and a digest of what they say. */
export type Catalogue = { readonly requirements: readonly Requirement[]; readonly digest: string };

/** Loads fixtures/requirements; throws `UsageError` for an id that occurs twice, and for a claim or a row that does not exist. */
export async function loadCatalogue(): Promise<Catalogue> {
  const files = await findFiles('fixtures/requirements', '.yaml');
  return catalogueOf(await Promise.all(files.map((file) => readYaml(path.resolve(packageRoot(), file), file))));
}

/** The catalogue that the given files make up. */
export function catalogueOf(files: readonly PlacedYaml[]): Catalogue {
  const schema = schemaFile<readonly Requirement[]>('requirement.schema.json');
  const placed = files.flatMap((file) =>
    schema.check(file, file.value, []).map((row, index) => ({ file, row, index })),
  );
  const places = new Map<string, string>();
  for (const { file, row, index } of placed) {
    const earlier = places.get(row.id);
    const place = file.placeOf([index, 'id']);
    if (earlier !== undefined) {
      throw new UsageError(
        place,
        `${row.id} is at ${earlier} already`,
        'Ids are never reused: take the next free number.',
      );
    }
    places.set(row.id, place);
  }
  for (const { file, row, index } of placed) {
    mustBeKnown(
      file.placeOf([index, 'claim']),
      row.claim,
      CLAIMS.map(({ name }) => name),
      'Claims',
    );
    row.refines?.forEach((id, at) => {
      mustBeKnown(file.placeOf([index, 'refines', at]), id, [...places.keys()], 'Requirements');
    });
  }
  const requirements = placed.map(({ row }) => row);
  return { requirements, digest: digestOf(requirements) };
}

function mustBeKnown(place: string, name: string | undefined, known: readonly string[], what: string): void {
  if (name === undefined || known.includes(name)) return;
  throw new UsageError(place, `${name} does not exist`, didYouMean(name, known, what));
}
