import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes segments of one reference for one push, whoever sent them',
  violates: ['RSM-008'],
  also: [],
  policy: { keyOf: ({ ports }, { bits, reference, total }) => [ports?.destination, bits, reference, total].join(' ') },
});
