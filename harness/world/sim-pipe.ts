import type { Rng } from '../core/rng.ts';
import { concat } from '../wire/octets.ts';
import { BUFFER_OCTETS, MAX_BUFFER_OCTETS, type Network, type StreamEvents } from './network.ts';

/** How long octets take from end to end, in microseconds. */
export const LATENCY_US = 1_000;

/** Longest pause between two pieces of what was written at once. */
const MAX_PIECE_GAP_US = 50;

/** One direction of a stream in virtual time: octets in order, cut at random. */
export type Pipe = {
  readonly write: (octets: Uint8Array) => void;
  /** Behind what was written, the reader finds the stream closed. */
  readonly end: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** The reader hears no more. */
  readonly stop: () => void;
};

export type PipeParts = Pick<Network, 'nowUs' | 'schedule'> & {
  readonly rng: Rng;
  readonly reader: () => StreamEvents | null;
  readonly writer: () => StreamEvents | null;
};

/** An empty pipe. */
export function makePipe({ nowUs, schedule, rng, reader, writer }: PipeParts): Pipe {
  const coming: { readonly atUs: number; readonly octets: Uint8Array }[] = [];
  let held = 0;
  let filled = false;
  let paused = false;
  let stopped = false;
  let endsUs: number | null = null;

  const stop = (): void => {
    stopped = true;
    coming.length = 0;
  };
  const deaf = (): boolean => paused || stopped;
  /** Hands over a piece of what is there by now: half of the time all of it, else up to a random cut. */
  const deliver = (): void => {
    if (deaf()) return;
    let there = 0;
    for (const { atUs, octets } of coming) if (atUs <= nowUs()) there += octets.length;
    if (there > 0) {
      const size = there === 1 || rng.below(2) === 0 ? there : 1 + rng.below(there - 1);
      if (size < there) schedule(rng.below(MAX_PIECE_GAP_US), deliver);
      held -= size;
      if (filled && held === 0) {
        filled = false;
        schedule(LATENCY_US, () => writer()?.drained());
      }
      reader()?.octets(take(size));
    }
    if (coming.length > 0 || endsUs === null || endsUs > nowUs() || deaf()) return;
    stop();
    reader()?.closed('closed by the peer');
  };
  const take = (size: number): Uint8Array => {
    const pieces: Uint8Array[] = [];
    for (let missing = size; missing > 0;) {
      const first = coming.shift();
      if (first === undefined) break;
      pieces.push(first.octets.subarray(0, missing));
      if (first.octets.length > missing) coming.unshift({ ...first, octets: first.octets.subarray(missing) });
      missing -= Math.min(missing, first.octets.length);
    }
    const [only] = pieces;
    return only !== undefined && pieces.length === 1 ? only : concat(...pieces);
  };

  return {
    write: (octets) => {
      if (stopped || endsUs !== null || octets.length === 0) return;
      coming.push({ atUs: nowUs() + LATENCY_US, octets });
      held += octets.length;
      if (held > BUFFER_OCTETS) filled = true;
      schedule(LATENCY_US, deliver);
      if (held <= MAX_BUFFER_OCTETS) return;
      stop();
      schedule(0, () => writer()?.closed('the peer does not read'));
      schedule(LATENCY_US, () => reader()?.closed('closed by the peer'));
    },
    end: () => {
      endsUs ??= nowUs() + LATENCY_US;
      schedule(LATENCY_US, deliver);
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      if (!paused) return;
      paused = false;
      schedule(0, deliver);
    },
    stop,
  };
}
