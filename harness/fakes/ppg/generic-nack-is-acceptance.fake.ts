import { outcomeOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes generic_nack for a success',
  violates: ['PPG-MAP-005'],
  also: ['CLM-3'],
  policy: {
    outcomeOf: (response, request, late) =>
      response.command === 'generic_nack'
        ? { kind: 'answered', status: 0, reason: null, late }
        : outcomeOf(response, request, late),
  },
});
