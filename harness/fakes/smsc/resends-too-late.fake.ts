import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'waits longer than retryMs before it sends a segment again',
  violates: ['STP-07', 'TXN-003'],
  also: [],
  policy: { retryDelayMs: ({ retryMs, gapMs }) => Math.max(retryMs, gapMs) + 50 },
});
