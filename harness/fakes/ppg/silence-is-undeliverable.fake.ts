import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'calls what was never answered undeliverable',
  violates: ['PPG-SUS-015'],
  also: [],
  policy: {
    resultOf: (outcome) =>
      outcome.kind === 'timeout' ? { state: 'undeliverable', code: 3000, desc: 'Not delivered' } : resultOf(outcome),
  },
});
