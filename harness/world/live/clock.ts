import { makeAgenda } from '../agenda.ts';

/** Microseconds on the machine's monotonic clock, from an arbitrary zero. */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** The time of one chain, and what is to happen in it. */
export type Clock = {
  /** Microseconds since `epochUtc`. */
  readonly nowUs: () => number;
  /** The whole second, UTC, in which the clock was made: `YYYY-MM-DDThh:mm:ssZ`. */
  readonly epochUtc: string;
  /** In order of time, however coarse the machine's timers are. */
  readonly schedule: (afterUs: number, what: () => void) => () => void;
  /** Time stands, nothing more happens. */
  readonly stop: () => void;
};

const SECOND_MS = 1_000;
const MS_US = 1_000;

/** Longest time that Node's timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Due things that happen before sockets have their turn. */
const PER_TURN = 1_000;

/** A clock that begins now; `run` runs what has become due. */
export function makeClock(run: (what: () => void) => void): Clock {
  const startedMs = Date.now();
  const zeroUs = monotonicUs() - (startedMs % SECOND_MS) * MS_US;
  const agenda = makeAgenda();
  let armedUs = Number.POSITIVE_INFINITY;
  let disarm = (): void => undefined;
  let stoppedUs: number | null = null;

  const nowUs = (): number => stoppedUs ?? monotonicUs() - zeroUs;
  const fire = (): void => {
    armedUs = Number.POSITIVE_INFINITY;
    for (let i = 0; i < PER_TURN; i += 1) {
      const nextUs = agenda.nextUs();
      if (nextUs === null || nextUs > nowUs()) break;
      const what = agenda.take();
      if (what !== null) run(what);
    }
    arm();
  };
  const arm = (): void => {
    const nextUs = agenda.nextUs();
    if (nextUs === null || stoppedUs !== null || nextUs >= armedUs) return;
    disarm();
    armedUs = nextUs;
    const waitMs = Math.ceil((nextUs - nowUs()) / MS_US);
    if (waitMs <= 0) {
      const immediate = setImmediate(fire);
      disarm = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(fire, Math.min(waitMs, MAX_TIMER_MS));
      disarm = () => clearTimeout(timer);
    }
  };

  return {
    nowUs,
    epochUtc: new Date(startedMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    schedule: (afterUs, what) => {
      const cancel = agenda.add(nowUs() + Math.max(0, afterUs), what);
      arm();
      return cancel;
    },
    stop: () => {
      if (stoppedUs !== null) return;
      stoppedUs = nowUs();
      disarm();
      agenda.clear();
    },
  };
}
