import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes segments of one reference for one push, whatever their ports',
  violates: ['RSM-022'],
  also: [],
  policy: {
    keyOf: ({ originator }, { bits, reference, total }) => [originator, bits, reference, total].join(' '),
    applicationPorts: [2948, 2949],
  },
});
