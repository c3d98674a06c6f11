import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'acknowledges only the last segment of a push',
  violates: ['STP-06'],
  also: ['RSM-025', 'SMPP-DLV-002'],
  policy: { answers: ({ concatenation }) => concatenation === null || concatenation.index === concatenation.total },
});
