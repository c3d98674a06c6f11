import { resubmitUs } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'loses patience halfway and submits a push again that is still suspended',
  violates: ['DSC-02'],
  also: ['CLM-7', 'PPG-MAP-001', 'PPG-SUS-005', 'PPG-SUS-013'],
  policy: {
    responseUs: ({ timers }) => 500 * timers.transactionMs,
    resubmitUs: (outcome, attempt, profile) =>
      outcome.kind === 'timeout' && attempt === 1 ? 0 : resubmitUs(outcome, attempt, profile),
  },
});
