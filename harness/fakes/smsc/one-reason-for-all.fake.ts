import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says of every failure that it is temporary',
  violates: ['TXN-028'],
  also: [],
  policy: {
    responses: (outcome) => [
      { outcome: outcome.kind === 'failed' ? { ...outcome, reason: 3 as const } : outcome, afterMs: 0 },
    ],
  },
});
