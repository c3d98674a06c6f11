import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reports a success as undeliverable',
  violates: ['PPG-MAP-001', 'CLM-3'],
  also: ['STP-03c', 'PPG-SUS-003', 'PPG-SUS-004', 'SMPP-TLV-001', 'SMPP-TLV-002'],
  policy: {
    resultOf: (outcome) => {
      const result = resultOf(outcome);
      return result.state === 'delivered' ? { ...result, state: 'undeliverable', code: 4000 } : result;
    },
  },
});
