import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a transaction when it accepts it, not when the segments are delivered',
  violates: ['STP-08a'],
  also: ['CLM-3'],
  policy: { answerAt: () => 'acceptance' as const },
});
