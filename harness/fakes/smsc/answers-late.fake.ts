import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'returns the failure half a second after the predetermined time',
  violates: ['TXN-008'],
  also: ['TXN-018', 'CLM-2', 'TXN-015'],
  policy: { limitMs: ({ transactionMs }) => transactionMs + 500 },
});
