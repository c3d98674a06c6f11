import type { CaseResult } from '../trace/finding.ts';
import type { ProgressEvent } from './run.ts';
import type { PlannedCase } from './run-case.ts';

/** Cases waiting, running and finished. */
export type CaseQueue = {
  /** The result of a case; the first asking starts it and those after it. Rejects where our own code could not run it. */
  readonly ask: (key: string) => Promise<CaseResult>;
  /** Results so far, in the order planned. */
  readonly finished: () => readonly CaseResult[];
  /** Starts no other case; what is under way does not count as finished any more. */
  readonly stop: () => void;
};

/** Runs planned cases in order, at most `workers` at once, starting with the first asking. */
export function makeCaseQueue(
  planned: readonly PlannedCase[],
  workers: number,
  run: (one: PlannedCase) => Promise<CaseResult>,
  progress: (event: ProgressEvent) => void,
): CaseQueue {
  const results = new Map<string, CaseResult>();
  const slots = new Map<
    string,
    { readonly promise: Promise<CaseResult>; readonly settle: (result: Promise<CaseResult>) => void }
  >();
  for (const { key } of planned) {
    let settle: (result: Promise<CaseResult>) => void = () => undefined;
    const promise = new Promise<CaseResult>((resolve) => (settle = resolve));
    // A case that nobody asks for any more must not end the process when it fails.
    promise.catch(() => undefined);
    slots.set(key, { promise, settle });
  }
  const waiting = [...planned];
  let running = 0;
  let stopped = false;
  const next = (): void => {
    while (!stopped && running < Math.max(1, workers)) {
      const one = waiting.shift();
      if (one === undefined) return;
      running += 1;
      const result = run(one);
      slots.get(one.key)?.settle(result);
      void result
        .then(
          (finished) => {
            // What ends when everything is closed was cut short: it has not finished.
            if (stopped) return;
            results.set(one.key, finished);
            const { key, verdict, durationMs } = finished;
            progress({ kind: 'case', key, verdict, done: results.size, total: planned.length, durationMs });
          },
          () => undefined,
        )
        .finally(() => {
          running -= 1;
          // In virtual time a case waits for nothing: whoever writes it down, and whoever asks, must have a turn.
          setImmediate(next);
        });
    }
  };
  return {
    ask: async (key) => {
      const slot = slots.get(key);
      if (slot === undefined) throw new RangeError(`not planned: ${key}`);
      next();
      return slot.promise;
    },
    finished: () => planned.flatMap(({ key }) => results.get(key) ?? []),
    stop: () => {
      stopped = true;
    },
  };
}
