import { sliceGreedily } from '../../reference-impl/smsc/slice.ts';
import { defineFake } from '../define.ts';

/** IEI, IEDL and two ports of 16 bits. */
const PORTS_OCTETS = 6;

export default defineFake({
  role: 'smsc',
  summary: 'counts the room of a segment without its ports',
  violates: ['SEG-003'],
  also: ['SEG-002', 'SEG-014', 'SEG-026', 'STP-04'],
  policy: { slice: (payload, capacity, alphabet) => sliceGreedily(payload, capacity + PORTS_OCTETS, alphabet) },
});
