import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'does not answer a short message whose header is malformed',
  violates: ['RSM-025'],
  also: ['SMPP-DLV-002'],
  policy: { answers: ({ userData }) => (userData.udh?.problems.length ?? 0) === 0 },
});
