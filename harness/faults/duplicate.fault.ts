import { defineFault } from './define.ts';

/** A message arrives, and arrives again. */
export default defineFault({
  summary: 'a message arrives a second time, laterUs after the first',
  options: { probability: 0.1, laterUs: 0 },
  apply: (transit, { probability, laterUs }, rng) =>
    rng.next() < probability ? [transit, { ...transit, afterUs: transit.afterUs + laterUs }] : [transit],
});
