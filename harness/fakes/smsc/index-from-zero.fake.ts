import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'numbers the segments from 0',
  violates: ['SEG-006'],
  also: ['CLM-1', 'SEG-004', 'STP-04', 'SEG-021', 'SEG-026', 'SMPP-TLV-006', 'TXN-004'],
  policy: { numbering: (segment) => ({ ...segment, index: segment.index - 1 }) },
});
