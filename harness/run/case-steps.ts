import type { Step } from '../core/case.ts';
import type { Profile } from '../core/profile.ts';
import { HANDSETS } from '../reference-impl/handset/verbs.ts';

/** `window`, `window + 2`: a count that goes with the profile's window. */
export const SHARE_OF_WINDOW = /^window(?: ([+-]) ([0-9]+))?$/;

/** What is taken for the window where a profile says less: claim 5 asks for more than one. */
const LEAST_WINDOW = 2;

/** A case's steps as this profile has them: counts by its window, and a push step of several pushes as so many steps. */
export function stepsFor(steps: readonly Step[], profile: Profile): readonly Step[] {
  return steps.map((step) => counted(step, profile)).flatMap((step) => eachPush(step, profile));
}

/**
 * How many slots of the window of a PPG under test a case needs, by its steps as written and as the profile has them: one a push,
 * or all of them where its counts go with the window, or all responses are withheld.
 */
export function slotsOf(written: readonly Step[], steps: readonly Step[]): number {
  const needsAll = written.some(
    ({ actor, verb, arguments: args }) => (actor === 'smsc' && verb === 'hold') || Object.values(args).some(isOfWindow),
  );
  return needsAll ? Number.POSITIVE_INFINITY : pushesOf(steps);
}

function isOfWindow(value: unknown): boolean {
  return typeof value === 'string' && SHARE_OF_WINDOW.test(value);
}

/** How many pushes to a handset each these steps make. */
function pushesOf(steps: readonly Step[]): number {
  return steps
    .filter(({ actor, verb }) => actor === 'pi' && verb === 'push')
    .reduce((sum, { arguments: { to, times } }) => sum + [to].flat().length * Number(times ?? 1), 0);
}

function counted(step: Step, { smpp }: Profile): Step {
  const count = (value: unknown): unknown => {
    const found = typeof value === 'string' ? SHARE_OF_WINDOW.exec(value) : null;
    if (found === null) return value;
    const [, sign, more = '0'] = found;
    return Math.max(LEAST_WINDOW, smpp.window) + (sign === '-' ? -1 : 1) * Number(more);
  };
  const entries = Object.entries(step.arguments).map(([name, value]) => [name, count(value)]);
  return { ...step, arguments: Object.fromEntries(entries) as Step['arguments'] };
}

function eachPush(step: Step, { handset }: Profile): readonly Step[] {
  const { pushes, ...one } = step.arguments;
  if (step.actor !== 'pi' || step.verb !== 'push' || typeof pushes !== 'number') return [step];
  const first = HANDSETS.findIndex((letter) => letter === (one['to'] ?? HANDSETS[0]));
  const letters = HANDSETS.slice(0, handset.numbers.length);
  return Array.from({ length: pushes }, (_, index) => ({
    ...step,
    arguments: { ...one, to: letters[(Math.max(0, first) + index) % letters.length] },
  }));
}
