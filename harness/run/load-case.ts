import path from 'node:path';
import type { Case, Step } from '../core/case.ts';
import type { Deployment, HandsetLink } from '../core/profile.ts';
import { ROLES, type Role } from '../core/party.ts';
import { UsageError } from '../core/usage-error.ts';
import { findFiles, packageRoot } from './discover.ts';
import { didYouMean } from './nearest.ts';
import { withRecording } from './recorded.ts';
import { loadCatalogue } from './requirements.ts';
import { schemaFile } from './schema.ts';
import { stepOf } from './load-step.ts';
import { variantProblem } from './variant.ts';
import { loadVocabulary, type Vocabulary } from './vocabulary.ts';
import { readYaml, type PlacedYaml } from './yaml-place.ts';

/** What the cases are checked against; `requirements` null leaves their ids to the caller. */
export type Known = { readonly vocabulary: Vocabulary; readonly requirements: readonly string[] | null };

/** A case file as it is written. */
type CaseFile = {
  readonly title: string;
  readonly requirements: readonly string[];
  readonly variant?: readonly string[];
  readonly connection?: Case['connection'];
  readonly quick?: boolean;
  readonly transactionMs?: number;
  readonly deployment?: Deployment;
  readonly link?: HandsetLink;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
};

/** All cases of the suites, in path order; throws `UsageError` with `file:line:column` for the first that is wrong. */
export async function loadCases(): Promise<readonly Case[]> {
  return loadCasesKnowing(await loadKnown());
}

/** As `loadCases`, checked against the given names only. */
export async function loadCasesKnowing(known: Known): Promise<readonly Case[]> {
  const files = await findFiles('suites', '.case.yaml');
  return Promise.all(files.map((file) => loadCase(path.resolve(packageRoot(), file), file, known)));
}

/** Verbs, faults and requirement ids as found in the tree. */
export async function loadKnown(): Promise<Known> {
  const [vocabulary, { requirements }] = await Promise.all([loadVocabulary(), loadCatalogue()]);
  return { vocabulary, requirements: requirements.map(({ id }) => id) };
}

/** The case in the file at `absolute`, whose id and name in messages is `id`. */
export async function loadCase(absolute: string, id: string, known: Known): Promise<Case> {
  const yaml = await readYaml(absolute, id);
  const one = caseOf(yaml, known);
  const steps = await Promise.all(one.steps.map((step, index) => withRecording(step, yaml.placeOf(['steps', index]))));
  return { ...one, steps };
}

/** The case that a YAML document describes. */
export function caseOf(yaml: PlacedYaml, known: Known): Case {
  const file = schemaFile<CaseFile>('case.schema.json').check(yaml, asWritten(yaml), []);
  if (known.requirements !== null) requirementsMustExist(yaml, file.requirements, known.requirements);
  const variants = file.variant ?? [''];
  const steps = file.steps.map((_, index): Step => stepOf(yaml, index, known.vocabulary));
  return {
    id: yaml.file,
    title: file.title,
    requirements: file.requirements,
    variants: variants.map((variant, index) => (variant === '' ? '' : checkedVariant(yaml, variant, index))),
    connection: file.connection ?? 'shared',
    quick: file.quick ?? false,
    transactionMs: file.transactionMs ?? null,
    ...(file.deployment === undefined ? {} : { deployment: file.deployment }),
    ...(file.link === undefined ? {} : { link: file.link }),
    scripted: scriptedBy(steps, known.vocabulary),
    steps,
  };
}

/** The roles that a step makes depart from their rules. */
function scriptedBy(steps: readonly Step[], { verbs }: Vocabulary): readonly Role[] {
  const departing = steps.filter(({ actor, verb }) => verbs.get(actor)?.[verb]?.kind === 'departure');
  return ROLES.filter((role) => departing.some(({ actor }) => actor === role));
}

function requirementsMustExist(yaml: PlacedYaml, ids: readonly string[], known: readonly string[]): void {
  ids.forEach((id, index) => {
    if (known.includes(id)) return;
    const place = yaml.placeOf(['requirements', index]);
    throw new UsageError(place, `unknown requirement ${id}`, didYouMean(id, known, 'Requirements'));
  });
}

/** A variant `0x34` is a token, though YAML reads the number 52. */
function asWritten(yaml: PlacedYaml): unknown {
  const value = yaml.value;
  if (typeof value !== 'object' || value === null || !('variant' in value) || !Array.isArray(value.variant))
    return value;
  const items = value.variant as readonly unknown[];
  const variant = items.map((item, index) =>
    typeof item === 'number' ? (yaml.writtenAt(['variant', index]) ?? String(item)) : item,
  );
  return { ...value, variant };
}

function checkedVariant(yaml: PlacedYaml, variant: string, index: number): string {
  const problem = variantProblem(variant);
  if (problem !== null) throw new UsageError(yaml.placeOf(['variant', index]), problem.what, problem.remedy);
  return variant;
}
