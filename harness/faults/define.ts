import type { Rng } from '../core/rng.ts';

/** One message on its way. `afterUs` is how much later it enters the link. */
export type Transit = { readonly octets: Uint8Array; readonly afterUs: number };

/** A misbehaving link: a pure rewriting of one transit into none, one or many. */
export type Fault<Options extends Readonly<Record<string, number>> = Readonly<Record<string, number>>> = {
  readonly summary: string;
  /** Names and defaults of what a case may set. */
  readonly options: Options;
  readonly apply: (transit: Transit, options: Options, rng: Rng) => readonly Transit[];
};

/** Declares a fault. */
export function defineFault<Options extends Readonly<Record<string, number>>>(fault: Fault<Options>): Fault<Options> {
  return fault;
}
