import { concatenation } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

const PORTS: readonly number[] = [0x04, 0x05];

export default defineFake({
  role: 'handset',
  summary: 'looks for the concatenation behind the ports only',
  violates: ['RSM-014'],
  also: ['RSM-011'],
  policy: {
    concatenationOf: (udh) =>
      udh.ies.length === 1 || PORTS.includes(udh.ies[0]?.iei ?? 0) ? concatenation(udh) : null,
  },
});
