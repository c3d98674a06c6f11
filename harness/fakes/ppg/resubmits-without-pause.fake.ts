import { resubmitUs } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'asks a busy SMSC again without a pause',
  violates: ['PPG-SUS-012'],
  also: [],
  policy: { resubmitUs: (outcome, attempt, profile) => (resubmitUs(outcome, attempt, profile) === null ? null : 0) },
});
