/** A promise of our own code was broken; becomes verdict `error`, never caught to carry on. */
export class AssertionError extends Error {}

/** States what must hold here; throws `AssertionError` when it does not. */
export function assert(condition: unknown, whatMustHold: string): asserts condition {
  if (!condition) throw new AssertionError(`must hold: ${whatMustHold}`);
}

/** Ends a `switch` over data so that a new kind does not compile until it is handled. */
export function exhaustive(kind: never): never {
  throw new AssertionError(`unhandled kind: ${JSON.stringify(kind)}`);
}
