import { monotonicUs } from './clock.ts';

/** How late the process's own event loop was. */
export type LagMeter = {
  /** Starts watching; the answer tells the largest delay since, in microseconds. */
  readonly watch: () => { readonly maxUs: () => number; readonly stop: () => void };
  readonly stop: () => void;
};

const EVERY_MS = 10;

/** Measures how late a timer of ten milliseconds comes; it keeps no process alive. */
export function makeLagMeter(): LagMeter {
  const watches = new Set<{ maxUs: number; fromUs: number }>();
  let lastUs = monotonicUs();
  const lagUs = (): number => Math.max(0, monotonicUs() - lastUs - EVERY_MS * 1_000);
  const timer = setInterval(() => {
    const lateUs = lagUs();
    lastUs = monotonicUs();
    for (const watch of watches) watch.maxUs = Math.max(watch.maxUs, Math.min(lateUs, lastUs - watch.fromUs));
  }, EVERY_MS);
  timer.unref();
  return {
    watch: () => {
      const watch = { maxUs: 0, fromUs: monotonicUs() };
      watches.add(watch);
      return {
        maxUs: () => Math.max(watch.maxUs, Math.min(lagUs(), monotonicUs() - watch.fromUs)),
        stop: () => {
          watch.maxUs = Math.max(watch.maxUs, Math.min(lagUs(), monotonicUs() - watch.fromUs));
          watches.delete(watch);
        },
      };
    },
    stop: () => clearInterval(timer),
  };
}
