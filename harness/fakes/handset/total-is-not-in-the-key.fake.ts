import { showingPieces } from './as-it-came.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes segments of one reference for one push, whatever total they state',
  violates: ['RSM-007'],
  also: ['OTA-033'],
  policy: {
    ...showingPieces,
    keyOf: ({ originator, ports }, { bits, reference }) => [originator, ports?.destination, bits, reference].join(' '),
  },
});
