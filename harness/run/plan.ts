import type { Case, Step } from '../core/case.ts';
import { NothingSelected } from '../core/nothing-selected.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import { UsageError } from '../core/usage-error.ts';
import { excludedBy, unstatedTimer } from './claims.ts';
import { handsetsOf } from './handsets.ts';
import { MAX_UD_OCTETS } from '../wire/sm/data-coding.ts';
import { slotsOf } from './case-steps.ts';
import { SHARE_OF_TIMER } from './share-of-timer.ts';
import { binds, type Court } from './judge.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { PlannedCase } from './run-case.ts';

/** Octets that one of several segments holds beside ports and an 8-bit reference (sms.md 2). */
const SLICE_OCTETS = 128;

/** What of everything there is a run takes; an empty list takes all. */
export type Selection = {
  /** Ids, keys (`id#variant`), or a case's file name. */
  readonly cases: readonly string[];
  readonly suites: readonly string[];
  readonly requirements: readonly string[];
  /** Regular expressions; one must match the id or the title. */
  readonly grep: readonly string[];
  readonly shard: { readonly index: number; readonly of: number } | null;
  readonly quick: boolean;
};

/** Whether the run speaks of a requirement. */
export function isSelected({ id }: Requirement, { requirements }: Selection): boolean {
  return requirements.length === 0 || requirements.includes(id);
}

/** The selected cases that apply to the profile, once for each variant; throws when a name is unknown or nothing is left. */
export function plan(
  cases: readonly Case[],
  selection: Selection,
  court: Court,
  profile: Profile,
): readonly PlannedCase[] {
  refuseUnknown(cases, selection, court);
  const patterns = selection.grep.map(patternOf);
  const wanted = cases.filter(
    (one) =>
      (selection.suites.length === 0 || selection.suites.includes(suiteOf(one))) &&
      (selection.requirements.length === 0 || one.requirements.some((id) => selection.requirements.includes(id))) &&
      (patterns.length === 0 || patterns.some((pattern) => pattern.test(one.id) || pattern.test(one.title))) &&
      (!selection.quick || one.quick),
  );
  const named = wanted
    .flatMap(inVariants)
    .filter((one) => selection.cases.length === 0 || selection.cases.some((name) => means(name, one)));
  if (named.length === 0)
    throw new NothingSelected('no case matches the selection; `pushproof list cases` shows them all');
  const applicable = onceEach(
    named.filter((one) => applies(one, court, profile)),
    court,
  );
  if (applicable.length === 0) {
    throw new NothingSelected(`none of the ${named.length} selected cases applies to the profile ${profile.name}`);
  }
  const inOrder = floodsLast(inOrderOf(applicable, profile), profile);
  const { shard } = selection;
  return shard === null ? inOrder : inOrder.filter((_, at) => at % shard.of === shard.index - 1);
}

/** Variants are forms of submission; a PPG under test has its own, and a handset or a PI sees nothing of them. */
const FORMLESS: readonly Court['iut'][] = ['ppg', 'handset', 'pi'];

/** Where variants make no difference a case runs in the first of them. */
function onceEach(planned: readonly PlannedCase[], { iut }: Court): readonly PlannedCase[] {
  const seen = new Set<string>();
  return planned.filter(({ case: { id } }) => !FORMLESS.includes(iut) || (!seen.has(id) && seen.add(id)));
}

/**
 * At a target the cases that take long by its timers go first, with all those that share its sessions beside them. Those that want
 * the sessions, or all of a PPG's window, for themselves go last: all others would wait for them.
 */
function inOrderOf(planned: readonly PlannedCase[], { target, iut }: Profile): readonly PlannedCase[] {
  if (target === null) return planned;
  const rank = ({ case: { connection, steps } }: PlannedCase): number => {
    if (connection === 'own') return LAST;
    if (iut === 'ppg' && !Number.isFinite(slotsOf(steps, steps))) return BEFORE_LAST;
    return goWithTimers(steps) ? FIRST : BESIDE;
  };
  return [...planned].sort((a, b) => rank(a) - rank(b));
}

const [FIRST, BESIDE, BEFORE_LAST, LAST] = [0, 1, 2, 3];

/** Whether a step delays something by a share of the profile's timers, or loses it, so that others wait until their time is over. */
function goWithTimers(steps: readonly Step[]): boolean {
  return steps.some(
    ({ actor, verb, arguments: args }) =>
      Object.values(args).some((value) => typeof value === 'string' && SHARE_OF_TIMER.test(value)) ||
      args['transactions'] !== undefined ||
      args['use'] === 'drop' ||
      (actor === 'handset' && verb === 'ignore'),
  );
}

/** A handset that is not begun anew for each case may be full of a flood for as long as its reassembly time. */
function floodsLast(planned: readonly PlannedCase[], { iut, target }: Profile): readonly PlannedCase[] {
  if (iut !== 'handset' || target?.scheme !== 'listen') return planned;
  const isFlood = ({ case: { steps } }: PlannedCase): boolean =>
    steps.some((step) => step.arguments['flood'] !== undefined);
  return [...planned.filter((one) => !isFlood(one)), ...planned.filter(isFlood)];
}

function inVariants(one: Case): readonly PlannedCase[] {
  return one.variants.map((variant) => ({ key: variant === '' ? one.id : `${one.id}#${variant}`, case: one, variant }));
}

function suiteOf({ id }: Case): string {
  return id.split('/').at(-2) ?? '';
}

function means(name: string, { key, case: { id } }: PlannedCase): boolean {
  return name === key || name === id || id.endsWith(`/${name}`) || id.endsWith(`/${name}.case.yaml`);
}

/** Its variant is among what the profile takes, and it names a rule that binds the IUT and is not excluded by a claim. */
function applies(
  { case: { requirements, steps }, variant }: PlannedCase,
  { catalogue, iut }: Court,
  profile: Profile,
): boolean {
  const excluded: readonly string[] = [
    ...['submit_sm', 'data_sm'].filter((command) => !profile.smpp.transaction.some((taken) => taken === command)),
    ...['udh', 'tlv'].filter((form) => !profile.smpp.ports.some((taken) => taken === form)),
  ];
  // A peer under test does nothing at a case's command.
  const isOfTheIut = (actor: string): boolean => actor === iut || (actor === 'user' && iut === 'handset');
  const commandsTheIut = steps.some((step) => isOfTheIut(step.actor) && step.verb !== 'await' && !isPlainPush(step));
  return (
    !commandsTheIut &&
    segmentsAtLeast(steps) <= longestOf(profile) &&
    handsetsOf(steps) <= profile.handset.numbers.length &&
    !variant.split('+').some((token) => excluded.includes(token)) &&
    requirements.some((id) => {
      const row = catalogue.get(id);
      return (
        row !== undefined &&
        binds(row, iut) &&
        excludedBy(row, profile.claims) === null &&
        unstatedTimer(row, profile) === null
      );
    })
  );
}

/** Segments of the longest push that the IUT takes, as far as its profile says. */
function longestOf({ iut, policy, handset }: Profile): number {
  return iut === 'handset'
    ? Math.min(policy.maxSegments, handset.largestTotal ?? policy.maxSegments)
    : policy.maxSegments;
}

/** What a PI under test is asked for: a push of a content to a recipient, and nothing about how. */
function isPlainPush({ actor, verb, arguments: args }: Step): boolean {
  return actor === 'pi' && verb === 'push' && Object.keys(args).every((name) => PLAIN.includes(name));
}

const PLAIN: readonly string[] = ['to', 'wdpOctets', 'content', 'body', 'contentType', 'applicationId', 'pushes'];

/** Fewest segments that the longest push of a case needs: with ports and an 8-bit reference (AMB-19, AMB-47). */
function segmentsAtLeast(steps: readonly Step[]): number {
  const octets = steps.map(({ verb, arguments: { wdpOctets, octets: ordered } }) =>
    typeof wdpOctets === 'number' ? wdpOctets : verb === 'deliver' && typeof ordered === 'number' ? ordered : 0,
  );
  const longest = Math.max(0, ...octets);
  return longest <= MAX_UD_OCTETS ? 1 : Math.ceil(longest / SLICE_OCTETS);
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new UsageError(
      `--grep ${text}`,
      error instanceof Error ? error.message : 'no regular expression',
      'Quote special characters with \\.',
    );
  }
}

function refuseUnknown(
  cases: readonly Case[],
  { suites, requirements, cases: names }: Selection,
  { catalogue }: Court,
): void {
  const known = [...new Set(cases.map(suiteOf))];
  for (const suite of suites) {
    if (!known.includes(suite))
      throw new UsageError(`--suite ${suite}`, 'no such suite', didYouMean(suite, known, 'Suites'));
  }
  for (const id of requirements) {
    if (!catalogue.has(id)) {
      throw new UsageError(
        `--requirement ${id}`,
        'no such requirement',
        nearestOr(id, [...catalogue.keys()], '`pushproof list requirements` shows them all.'),
      );
    }
  }
  const planned = cases.flatMap(inVariants);
  for (const name of names) {
    if (!planned.some((one) => means(name, one))) {
      const names = cases.map(({ id }) => (id.split('/').at(-1) ?? id).replace('.case.yaml', ''));
      throw new UsageError(name, 'no such case', nearestOr(name, names, '`pushproof list cases` shows them all.'));
    }
  }
}

function nearestOr(name: string, known: readonly string[], otherwise: string): string {
  const near = nearest(name, known);
  return near === null ? otherwise : `Did you mean ${near}?`;
}
