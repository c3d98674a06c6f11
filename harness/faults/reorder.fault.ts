import { defineFault } from './define.ts';

/** Messages sent within a short while arrive in any order. */
export default defineFault({
  summary: 'each message is held back for a random time below withinUs',
  options: { probability: 1, withinUs: 20_000 },
  apply: (transit, { probability, withinUs }, rng) =>
    rng.next() < probability ? [{ ...transit, afterUs: transit.afterUs + rng.below(withinUs) }] : [transit],
});
