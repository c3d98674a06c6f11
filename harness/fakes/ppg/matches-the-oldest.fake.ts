import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes every response for the oldest submission',
  violates: ['STP-03c', 'PPG-SUS-003'],
  also: ['PPG-SUS-004', 'PPG-MAP-001', 'PPG-MAP-002', 'PPG-MAP-003', 'STP-09'],
  policy: { matching: (_response, awaited) => [...awaited.keys()][0] ?? null },
});
