import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes its own time, whatever the submission asks for',
  violates: ['TXN-015'],
  also: [],
  policy: { limitMs: ({ transactionMs }) => transactionMs },
});
