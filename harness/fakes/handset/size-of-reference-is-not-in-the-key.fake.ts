import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes an 8-bit and a 16-bit reference of one value for the same',
  violates: ['RSM-009'],
  also: [],
  policy: {
    keyOf: ({ originator, ports }, { reference, total }) =>
      [originator, ports?.destination, reference, total].join(' '),
  },
});
