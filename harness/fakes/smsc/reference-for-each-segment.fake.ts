import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'gives each segment a reference of its own',
  violates: ['SEG-007'],
  also: ['CLM-1', 'SEG-004', 'STP-08a'],
  policy: { numbering: (segment) => ({ ...segment, reference: (segment.reference + segment.index) % 256 }) },
});
