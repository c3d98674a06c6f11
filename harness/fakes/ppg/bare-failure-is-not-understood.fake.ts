import { matching } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'loses a failed response that is a header only',
  violates: ['PPG-MAP-004'],
  also: ['STP-09', 'PPG-SUS-012', 'PPG-MAP-003', 'PPG-MAP-002', 'PPG-SUS-006'],
  policy: {
    matching: (response, awaited) =>
      response.hasBody || response.command === 'generic_nack' || /^enquire/.test(response.command)
        ? matching(response, awaited)
        : null,
  },
});
