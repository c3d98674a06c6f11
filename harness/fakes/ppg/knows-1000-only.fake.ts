import { defineFake } from '../define.ts';
import { latin1 } from '../../wire/octets.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes no code but 1000 for success in the answer of a PI',
  violates: ['PAP-BAD-003'],
  also: ['PAP-NTF-007'],
  policy: { taken: (response) => latin1(response).includes('code="1000"') },
});
