import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a failure whatever was delivered',
  violates: ['TXN-010', 'CLM-3'],
  also: [],
  policy: { responses: () => [{ outcome: { kind: 'failed', reason: 3, cause: 41 } as const, afterMs: 0 }] },
});
