import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says that there is one segment more than there is',
  violates: ['SEG-006'],
  also: [
    'CLM-1',
    'SEG-004',
    'STP-08a',
    'SEG-002',
    'STP-04',
    'SEG-021',
    'SEG-026',
    'SMPP-TLV-006',
    'TXN-024',
    'TXN-025',
  ],
  policy: { numbering: (segment) => ({ ...segment, total: segment.total + 1 }) },
});
