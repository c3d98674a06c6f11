import { defineFault } from './define.ts';

/** The connection breaks under a message, of which a share still arrives: 1 = all of it, 0 = nothing. */
export default defineFault({
  summary: 'the connection breaks behind a share (0 to 1) of the message',
  options: { probability: 1, share: 1 },
  apply: (transit, { probability, share }, rng) => {
    if (rng.next() >= probability) return [transit];
    const octets = transit.octets.subarray(0, Math.round(transit.octets.length * share));
    return [{ ...transit, octets, breaks: true }];
  },
});
