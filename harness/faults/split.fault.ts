import { defineFault } from './define.ts';

/** A message arrives in two pieces with a pause between them; what is behind it waits. */
export default defineFault({
  summary: 'a message arrives in two pieces, restUs apart',
  options: { probability: 1, restUs: 20_000 },
  apply: (transit, { probability, restUs }, rng) => {
    if (transit.octets.length < 2 || rng.next() >= probability) return [transit];
    const at = 1 + rng.below(transit.octets.length - 1);
    const first = { octets: transit.octets.subarray(0, at), afterUs: transit.afterUs, restUs };
    return [first, { ...transit, octets: transit.octets.subarray(at) }];
  },
});
