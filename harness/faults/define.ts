import type { Rng } from '../core/rng.ts';

/** One message, or a piece of one, on its way. */
export type Transit = {
  readonly octets: Uint8Array;
  /** How much later it enters the link; what enters meanwhile overtakes it. */
  readonly afterUs: number;
  /** How long the link then rests before it takes the next octet, in order. Absent: not at all. */
  readonly restUs?: number;
  /** The link breaks behind it: both ends find the connection closed. */
  readonly breaks?: true;
};

/** A misbehaving link: a pure rewriting of one transit into none, one or many. */
export type Fault<Options extends Readonly<Record<string, number>> = Readonly<Record<string, number>>> = {
  readonly summary: string;
  /** Names and defaults of what a case may set. */
  readonly options: Options;
  readonly apply: (transit: Transit, options: Options, rng: Rng) => readonly Transit[];
};

/** Declares a fault; options that a case does not set have their defaults. */
export function defineFault<Options extends Readonly<Record<string, number>>>(fault: Fault<Options>): Fault {
  return { ...fault, apply: (transit, options, rng) => fault.apply(transit, { ...fault.options, ...options }, rng) };
}
