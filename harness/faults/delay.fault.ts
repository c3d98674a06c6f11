import { defineFault } from './define.ts';

/** A message arrives late; those behind it overtake it. */
export default defineFault({
  summary: 'a message arrives laterUs late',
  options: { probability: 1, laterUs: 500_000 },
  apply: (transit, { probability, laterUs }, rng) =>
    rng.next() < probability ? [{ ...transit, afterUs: transit.afterUs + laterUs }] : [transit],
});
