/** Somebody waits for a named event, with a limit. */
type Wait = {
  readonly done: () => boolean;
  readonly settle: (held: boolean) => void;
  readonly fail: (error: unknown) => void;
};

/** Everybody who waits on one chain. */
export type Waits = {
  /** Until `done`, at most `limitUs` and what the process was held up at the end. False at the limit, and when the waiting is ended. */
  readonly until: (done: () => boolean, limitUs: number) => Promise<boolean>;
  /** Something happened: asks everybody again, soon and once for all that happens meanwhile. */
  readonly poke: () => void;
  /** Our own code broke: everybody who waits, or comes to wait, is told. */
  readonly fail: (error: unknown) => void;
  /** Nobody waits any longer; whoever comes to wait is told at once that it does not hold. */
  readonly end: () => void;
  readonly waiting: () => number;
  /** Throws what broke, if anything did. */
  readonly check: () => void;
};

/** The end of a wait is counted in steps of this length, each from when the process comes to it. */
const STEP_US = 25_000;
/** So many steps: what happened while the process was held up is seen before the time is called over. */
const LAST_STEPS = 6;

/** Nobody waits yet. */
export function makeWaits(schedule: (afterUs: number, what: () => void) => () => void): Waits {
  const waits = new Set<Wait>();
  let broken: { readonly error: unknown } | null = null;
  let ended = false;
  let poked = false;

  const ask = (): void => {
    poked = false;
    for (const wait of waits) {
      try {
        if (wait.done()) wait.settle(true);
      } catch (error) {
        wait.fail(error);
      }
    }
  };
  const check = (): void => {
    if (broken !== null) throw broken.error;
  };
  return {
    until: async (done, limitUs) => {
      check();
      if (done()) return true;
      if (ended) return false;
      return new Promise<boolean>((resolve, reject) => {
        const leave = (): void => {
          cancel();
          waits.delete(wait);
        };
        const wait: Wait = {
          done,
          settle: (held) => {
            leave();
            resolve(held);
          },
          fail: (error) => {
            leave();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        };
        let cancel = (): void => undefined;
        const countDown = (leftUs: number): void => {
          if (leftUs <= 0) {
            wait.settle(false);
            return;
          }
          const stepUs = Math.max(Math.min(STEP_US, leftUs), leftUs - LAST_STEPS * STEP_US);
          cancel = schedule(stepUs, () => countDown(leftUs - stepUs));
        };
        waits.add(wait);
        countDown(limitUs);
      });
    },
    poke: () => {
      if (poked || waits.size === 0) return;
      poked = true;
      setImmediate(ask);
    },
    fail: (error) => {
      broken ??= { error };
      for (const wait of waits) wait.fail(error);
    },
    end: () => {
      ended = true;
      for (const wait of waits) wait.settle(false);
    },
    waiting: () => waits.size,
    check,
  };
}
