import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a status query with pending for ever',
  violates: ['PAP-QRY-001'],
  also: ['PAP-NTF-016'],
  policy: { stateOf: () => 'pending' },
});
