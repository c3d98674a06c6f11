import { concatenation } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes the numbering of a header that runs past its end',
  violates: ['RSM-016'],
  also: ['RSM-022'],
  policy: {
    concatenationOf: (udh) => concatenation({ ...udh, problems: [] }),
    keyOf: ({ originator }, { bits, reference, total }) => [originator, bits, reference, total].join(' '),
  },
});
