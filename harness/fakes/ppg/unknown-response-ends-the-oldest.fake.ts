import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a response with an unknown sequence_number for the oldest submission',
  violates: ['PPG-SUS-004'],
  also: ['PPG-MAP-001', 'STP-03c', 'PPG-SUS-003'],
  policy: {
    matching: ({ sequence_number: sequence }, awaited) =>
      awaited.has(sequence) ? sequence : ([...awaited.keys()][0] ?? null),
  },
});
