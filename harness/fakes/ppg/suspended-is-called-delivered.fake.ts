import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a status query with delivered as soon as it has submitted',
  violates: ['DSC-04'],
  // Of what has not happened it has no time to tell.
  also: ['PAP-QRY-001', 'PAP-QRY-004'],
  policy: { stateOf: (result) => result?.state ?? 'delivered' },
});
