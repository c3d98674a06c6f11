import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

/** ESME_RDELIVERYFAILURE. */
const DELIVERY_FAILURE = 0xfe;

export default defineFake({
  role: 'ppg',
  summary: 'reports a delivery failure (0xFE) as delivered',
  violates: ['CLM-4', 'PPG-MAP-002'],
  also: ['PPG-MAP-003', 'STP-03c', 'PPG-SUS-003'],
  policy: {
    resultOf: (outcome) => {
      const failed = outcome.kind === 'answered' && outcome.status === DELIVERY_FAILURE;
      return resultOf(failed ? { ...outcome, status: 0 } : outcome);
    },
  },
});
