import fc from 'fast-check';
import { defineFuzzer, step } from './define.ts';

const HANDSETS = ['A', 'B', 'C'] as const;
const MAX_PUSHES = 5;
const MAX_REFUSALS = 4;
/** Sizes of one, two, three and four segments. */
const SIZES = [60, 200, 300, 500] as const;
const KINDS = ['temporary', 'permanent', 'silence'] as const;

const push = fc.record({ to: fc.constantFrom(...HANDSETS), octets: fc.constantFrom(...SIZES) });
const refusal = fc.record({
  handset: fc.constantFrom(...HANDSETS),
  segment: fc.integer({ min: 1, max: 4 }),
  times: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom(...KINDS),
});

/** Transactions to several handsets at once, with segments refused, or left unanswered, and answers held back. */
export default defineFuzzer({
  kind: 'cases',
  title: 'Whatever segments of whatever pushes are refused, each push has its one right result',
  requirements: ['STP-08a', 'STP-08d', 'CLM-1', 'CLM-2', 'CLM-3', 'TXN-011'],
  runs: 300,
  suite: 'smpp-transaction',
  classes: [...KINDS, 'nothing refused', 'answers held back', 'several handsets', 'several pushes to one'],
  cases: fc
    .record({
      pushes: fc.array(push, { minLength: 1, maxLength: MAX_PUSHES }),
      refusals: fc.array(refusal, { maxLength: MAX_REFUSALS }),
      variant: fc.constantFrom('submit_sm', 'data_sm'),
      held: fc.boolean(),
      order: fc.constantFrom('as-settled', 'reverse'),
    })
    .map(({ pushes, refusals, variant, held, order }) => {
      const handsets = new Set(pushes.map(({ to }) => to));
      return {
        variant,
        transactionMs: null,
        classes: [
          ...refusals.map(({ kind }) => kind),
          ...(refusals.length === 0 ? ['nothing refused'] : []),
          ...(held ? ['answers held back'] : []),
          ...(handsets.size > 1 ? ['several handsets'] : []),
          ...(handsets.size < pushes.length ? ['several pushes to one'] : []),
        ],
        steps: [
          ...refusals.map(({ handset, segment, times, kind }) =>
            kind === 'silence'
              ? step('handset.ignore', { handset, segment, times })
              : step('handset.refuse', { handset, segment, times, status: kind }),
          ),
          ...(held ? [step('smsc.hold', {})] : []),
          ...pushes.map(({ to, octets }) => step('pi.push', { to, wdpOctets: octets })),
          ...(held ? [step('ppg.await', { submissions: 1, withinMs: 5_000 }), step('smsc.release', { order })] : []),
          step('pi.await', { notifications: pushes.length, withinMs: 20_000 }),
        ],
      };
    }),
});
