import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a status query with delivered as soon as it has submitted',
  violates: ['DSC-04'],
  also: ['PAP-QRY-001'],
  policy: { stateOf: (result) => result?.state ?? 'delivered' },
});
