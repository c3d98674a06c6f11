import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies the result of one recipient under the address of another',
  violates: ['PAP-NTF-004'],
  also: [
    'STP-09',
    'PAP-NTF-007',
    'PAP-NTF-008',
    'PAP-CAN-005',
    'PAP-SUB-026',
    'PPG-MAP-004',
    'PPG-MAP-005',
    'PPG-SUS-008',
  ],
  wrap: saying('request', inBody([/\+15550100002\//, '+15550100001/'])),
});
