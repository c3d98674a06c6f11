import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'puts the ports into the first segment only',
  violates: ['SEG-010', 'SEG-011'],
  also: ['CLM-1', 'RSM-001', 'SEG-021'],
  policy: {
    elements: ({ kept, concatenation, index }) => {
      const ports = index === 1 ? kept : [];
      return concatenation === null ? ports : [...ports, concatenation];
    },
  },
});
