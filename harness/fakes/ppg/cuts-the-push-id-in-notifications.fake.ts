import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'cuts the push-id in its notifications',
  violates: ['PAP-NTF-004'],
  also: [
    'STP-09',
    'PAP-NTF-008',
    'PAP-CAN-005',
    'PAP-SUB-026',
    'PAP-SUB-037',
    'PPG-MAP-004',
    'PPG-SUS-006',
    'PPG-MAP-005',
    'PPG-SUS-008',
  ],
  wrap: saying('request', inBody([/(push-id="[^"]{8})[^"]*/, '$1'])),
});
