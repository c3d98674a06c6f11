import type { Step } from '../core/case.ts';

/** Handset letters that a case's steps can name. */
const LETTERS = 'ABCDEFGHIJKLMNOP';

/** How many handsets a case's steps name. */
export function handsetsOf(steps: readonly Step[]): number {
  const named = steps.flatMap(({ arguments: args }) => [args['to'], args['handset']].flat());
  const places = named.map((name) => (typeof name === 'string' ? LETTERS.indexOf(name) : 0));
  return Math.max(0, ...places) + 1;
}
