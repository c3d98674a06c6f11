import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'gives the last segment another reference',
  violates: ['SEG-007'],
  also: ['CLM-1', 'SEG-004', 'STP-08a', 'TXN-025', 'TXN-024'],
  policy: {
    numbering: (segment) =>
      segment.index === segment.total ? { ...segment, reference: (segment.reference + 128) % 256 } : segment,
  },
});
