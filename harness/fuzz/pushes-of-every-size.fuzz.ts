import fc from 'fast-check';
import { defineFuzzer, step } from './define.ts';

/** Most octets of a push here, ports and reference not counted. */
const MAX_OCTETS = 3_000;
/** Least that a push with its WSP headers has. */
const MIN_OCTETS = 8;
/** Octets of one of several segments beside ports and an 8-bit reference (sms.md 2). */
const SLICE = 128;
const LONE = 133;

const VARIANTS = ['submit_sm+udh', 'submit_sm+tlv', 'data_sm+udh', 'data_sm+tlv'] as const;
const BITS = [8, 16] as const;

const edges = [MIN_OCTETS, LONE, LONE + 1, ...Array.from({ length: 22 }, (_, at) => (at + 2) * SLICE)];
const sizes = fc.oneof(
  fc.constantFrom(...edges, ...edges.map((edge) => edge + 1)),
  fc.integer({ min: MIN_OCTETS, max: MAX_OCTETS }),
);

function classOf(octets: number, bits: number, variant: string): string {
  const segments = octets <= LONE ? 1 : Math.ceil(octets / SLICE);
  return `${segments === 1 ? 'one' : segments < 5 ? 'few' : 'many'} segments, ${bits}-bit reference, ${variant}`;
}

/** Splitting and putting together, with ports in the header and in TLVs, with references of both sizes. */
export default defineFuzzer({
  kind: 'cases',
  title: 'A push of any size arrives whole, however its segments are made',
  requirements: ['SEG-002', 'SEG-004', 'CLM-1', 'RSM-001'],
  runs: 500,
  suite: 'segmentation',
  classes: VARIANTS.flatMap((variant) =>
    BITS.flatMap((bits) => [LONE, 2 * SLICE, MAX_OCTETS].map((octets) => classOf(octets, bits, variant))),
  ),
  cases: fc
    .record({ octets: sizes, bits: fc.constantFrom(...BITS), variant: fc.constantFrom(...VARIANTS) })
    .map(({ octets, bits, variant }) => ({
      variant,
      transactionMs: null,
      classes: [classOf(octets, bits, variant)],
      steps: [
        step('smsc.references', { bits }),
        step('pi.push', { to: 'A', wdpOctets: octets }),
        step('handset.await', { handset: 'A', inbox: 1, withinMs: 20_000 }),
      ],
    })),
});
