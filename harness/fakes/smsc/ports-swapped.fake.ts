import { concat } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

const PORTS_IEI = 0x05;

export default defineFake({
  role: 'smsc',
  summary: 'writes the source port first',
  violates: ['SEG-010'],
  also: ['CLM-1', 'SEG-011'],
  policy: {
    elements: ({ kept, concatenation }) => {
      const swapped = kept.map((ie) =>
        ie.iei === PORTS_IEI ? { ...ie, octets: concat(ie.octets.subarray(2), ie.octets.subarray(0, 2)) } : ie,
      );
      return concatenation === null ? swapped : [...swapped, concatenation];
    },
  },
});
