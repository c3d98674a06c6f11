import { defineFault } from './define.ts';

/** One octet of a message arrives changed; by default none of an SMPP header, so that framing survives. */
export default defineFault({
  summary: 'one octet, at fromOctet or behind it, arrives with one bit changed',
  options: { probability: 0.1, fromOctet: 16 },
  apply: (transit, { probability, fromOctet }, rng) => {
    const touchable = transit.octets.length - fromOctet;
    if (touchable <= 0 || rng.next() >= probability) return [transit];
    const octets = transit.octets.slice();
    const at = fromOctet + rng.below(touchable);
    octets[at] = (octets[at] ?? 0) ^ (1 << rng.below(8));
    return [{ ...transit, octets }];
  },
});
