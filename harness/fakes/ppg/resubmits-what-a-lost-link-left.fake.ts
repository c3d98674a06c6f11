import { resubmitUs } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits again what a lost link left without outcome',
  violates: ['PPG-SUS-009'],
  also: [],
  policy: {
    resubmitUs: (outcome, attempt, profile) =>
      outcome.kind === 'linkLost' && attempt === 1 ? 0 : resubmitUs(outcome, attempt, profile),
  },
});
