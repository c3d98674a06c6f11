import { UsageError } from '../../core/usage-error.ts';
import { makeLeases } from './leases.ts';
import { monotonicUs } from './clock.ts';

/** A case's stay: its numbers, until it leaves. */
export type Stay = {
  readonly numbers: readonly string[];
  /** The numbers, and the slots, are with nobody for `quietUs`. Idempotent. */
  readonly leave: (quietUs: number) => void;
};

/** Lets cases in, as they come: while there are numbers and slots for them, and only with others of their group. */
export type Admission = {
  /**
   * Cases of one group share sessions; a case that breaks sessions is a group of its own. `count`: how many numbers it
   * needs; `slots`: how many of those that all cases share are to be its own, or all of them where it wants more.
   */
  readonly enter: (group: string, count: number, slots: number) => Promise<Stay>;
  /** Whoever still waits is turned away. */
  readonly close: () => void;
};

type Waiting = {
  readonly group: string;
  readonly count: number;
  readonly slots: number;
  readonly admit: (stay: Stay) => void;
  readonly turnAway: (reason: Error) => void;
};

const MS_US = 1_000;
/** More than there ever are. */
const EVERY_SLOT = 1_000_000;

/** Nobody is in yet; `pool`: the numbers that may be used; `allSlots`: what the cases that are in may take together, by now. */
export function makeAdmission(pool: readonly string[], allSlots: () => number): Admission {
  const leases = makeLeases(pool);
  const queue: Waiting[] = [];
  let inside = 0;
  let taken = 0;
  let group = '';
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const stayWith = (numbers: readonly string[], slots: number): Stay => {
    let left = false;
    return {
      numbers,
      leave: (quietUs) => {
        if (left) return;
        left = true;
        inside -= 1;
        leases.release(numbers, monotonicUs() + quietUs);
        if (slots > 0) setTimeout(() => giveBack(slots), quietUs / MS_US).unref();
        letIn();
      },
    };
  };
  const giveBack = (slots: number): void => {
    taken -= slots;
    letIn();
  };
  const letIn = (): void => {
    clearTimeout(timer);
    const nowUs = monotonicUs();
    for (const one of [...queue]) {
      // Who needs fewer slots goes past others of its group that need more, as long as some are in: then the first has its turn.
      if (inside > 0 ? one.group !== group : one !== queue[0]) return;
      if (taken > 0 && taken + one.slots > allSlots()) continue;
      const numbers = leases.take(one.count, nowUs);
      if (numbers === null) {
        const freeUs = leases.nextFreeUs(nowUs);
        if (freeUs !== null) timer = setTimeout(letIn, Math.ceil((freeUs - nowUs) / MS_US));
        return;
      }
      queue.splice(queue.indexOf(one), 1);
      inside += 1;
      taken += one.slots;
      group = one.group;
      one.admit(stayWith(numbers, one.slots));
    }
  };
  return {
    enter: async (wanted, count, slots) => {
      if (count > leases.size) {
        const what = `the case needs ${count} handsets, the profile has ${leases.size} numbers`;
        throw new UsageError('handset.numbers', what, 'name more numbers in the profile, or leave the case out');
      }
      return new Promise((admit, turnAway) => {
        if (closed) {
          turnAway(new Error('the lab has closed'));
          return;
        }
        queue.push({ group: wanted, count, slots: Math.min(slots, EVERY_SLOT), admit, turnAway });
        letIn();
      });
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      for (const { turnAway } of queue.splice(0)) turnAway(new Error('the lab has closed'));
    },
  };
}
