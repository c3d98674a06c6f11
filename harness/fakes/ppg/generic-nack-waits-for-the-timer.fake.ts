import { matching } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'lets the response timer end what was answered by generic_nack',
  violates: ['PPG-MAP-007'],
  also: ['PPG-SUS-006', 'STP-09'],
  policy: {
    matching: (response, awaited) => (response.command === 'generic_nack' ? null : matching(response, awaited)),
  },
});
