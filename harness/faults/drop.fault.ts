import { defineFault } from './define.ts';

/** A message never arrives; those around it do. */
export default defineFault({
  summary: 'a message is lost',
  options: { probability: 0.1 },
  apply: (transit, { probability }, rng) => (rng.next() < probability ? [] : [transit]),
});
