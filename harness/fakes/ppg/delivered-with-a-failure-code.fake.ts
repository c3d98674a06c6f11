import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reports a success as delivered, with code 4000',
  violates: ['PPG-MAP-001'],
  also: ['PAP-NTF-005'],
  policy: {
    resultOf: (outcome) => {
      const result = resultOf(outcome);
      return result.state === 'delivered' ? { ...result, code: 4000 } : result;
    },
  },
});
