import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reports delivery_failure_reason 1 with code 4001',
  violates: ['PPG-MAP-003'],
  also: [],
  policy: {
    resultOf: (outcome) => {
      const invalid = outcome.kind === 'answered' && outcome.reason === 1;
      return invalid ? { ...resultOf(outcome), code: 4001 } : resultOf(outcome);
    },
  },
});
