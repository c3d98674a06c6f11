import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'strips the header of the first segment only',
  violates: ['RSM-001'],
  also: [
    'CLM-1',
    'RSM-002',
    'RSM-003',
    'RSM-005',
    'RSM-006',
    'RSM-010',
    'RSM-013',
    'RSM-014',
    'RSM-015',
    'RSM-016',
    'RSM-018',
    'RSM-020',
    'RSM-021',
    'RSM-023',
  ],
  policy: {
    contentOf: ({ userData, concatenation }) =>
      concatenation !== null && concatenation.index > 1 ? userData.octets : userData.data,
  },
});
