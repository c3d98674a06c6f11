import { concatenation } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

const KNOWN: readonly number[] = [0x00, 0x04, 0x05, 0x08];

export default defineFake({
  role: 'handset',
  summary: 'reads a header up to the first element that it does not know',
  violates: ['RSM-014'],
  also: ['RSM-011'],
  policy: {
    concatenationOf: (udh) => {
      const unknown = udh.ies.findIndex(({ iei }) => !KNOWN.includes(iei));
      return concatenation(unknown < 0 ? udh : { ...udh, ies: udh.ies.slice(0, unknown) });
    },
  },
});
