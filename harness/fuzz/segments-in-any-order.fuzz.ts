import fc from 'fast-check';
import { defineFuzzer, step } from './define.ts';

const MAX_SEGMENTS = 6;
/** Octets of one of several segments beside ports and an 8-bit reference (sms.md 2). */
const SLICE = 128;
const MAX_SETS = 3;

/** The segments of one push in some order, some of them again, cut into runs between which another's come. */
const set = fc.integer({ min: 1, max: MAX_SEGMENTS }).chain((total) => {
  const all = Array.from({ length: total }, (_, at) => at + 1);
  return fc.record({
    total: fc.constant(total),
    order: fc.shuffledSubarray(all, { minLength: total, maxLength: total }),
    again: fc.subarray(all),
    cut: fc.nat({ max: total }),
    bits: fc.constantFrom(8, 16),
  });
});

/** Reassembly: any order, repeats, several sets at once, references of both sizes. */
export default defineFuzzer({
  kind: 'cases',
  title: 'Segments that come in any order, repeated and mixed, make each push once',
  requirements: ['RSM-001', 'RSM-010', 'CLM-1'],
  runs: 300,
  suite: 'reassembly',
  classes: ['in order', 'out of order', 'repeated', 'one set', 'several sets', '8-bit', '16-bit'],
  cases: fc.array(set, { minLength: 1, maxLength: MAX_SETS }).map((sets) => {
    const octetsOf = (total: number): number => (total === 1 ? SLICE : total * SLICE - 1);
    const deliver = (at: number, order: readonly number[]) => {
      const { total, bits } = sets[at] ?? { total: 1, bits: 8 };
      if (order.length === 0) return [];
      const common = { to: 'A', push: `P${at}`, octets: octetsOf(total) };
      return [step('smsc.deliver', { ...common, reference: at + 1, bits, order })];
    };
    const isInOrder = ({ order }: { readonly order: readonly number[] }): boolean =>
      order.every((index, at) => index === at + 1);
    return {
      variant: '',
      transactionMs: null,
      classes: [
        ...sets.flatMap((one) => [isInOrder(one) ? 'in order' : 'out of order', `${one.bits}-bit`]),
        ...(sets.some(({ again }) => again.length > 0) ? ['repeated'] : []),
        sets.length === 1 ? 'one set' : 'several sets',
      ],
      steps: [
        ...sets.flatMap(({ order, cut }, at) => deliver(at, order.slice(0, cut))),
        ...sets.flatMap(({ order, cut, again }, at) => deliver(at, [...order.slice(cut), ...again])),
        step('handset.await', { handset: 'A', inbox: sets.length, withinMs: 20_000 }),
      ],
    };
  }),
});
