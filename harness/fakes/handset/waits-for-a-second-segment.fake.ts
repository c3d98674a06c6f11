import { concatenation } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'waits for more when a segment is the only one',
  violates: ['RSM-019'],
  also: ['RSM-001'],
  policy: {
    concatenationOf: (udh) => {
      const part = concatenation(udh);
      return part?.total === 1 ? { ...part, total: 2 } : part;
    },
  },
});
