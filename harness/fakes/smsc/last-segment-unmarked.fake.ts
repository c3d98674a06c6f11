import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'forgets UDHI on the last segment',
  violates: ['SEG-013'],
  also: ['SEG-006', 'SEG-004', 'CLM-1', 'STP-08a', 'STP-04', 'SEG-010', 'SEG-011'],
  policy: {
    deliver: (fields, { index, total }) => (total > 1 && index === total ? { ...fields, esm_class: 0 } : fields),
  },
});
