import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a failure when all was delivered',
  violates: ['TXN-010', 'CLM-3'],
  also: [],
  policy: {
    responses: (outcome) => [
      {
        outcome: outcome.kind === 'delivered' ? ({ kind: 'failed', reason: 3, cause: 41 } as const) : outcome,
        afterMs: 0,
      },
    ],
  },
});
