import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits a push without its last octet',
  violates: ['CLM-1'],
  // What is short by an octet is an invalid push, and cases have handsets refuse some of what comes.
  also: ['CLM-7', 'OTA-005', 'OTA-009', 'OTA-034', 'PAP-SUB-029', 'PAP-SUB-030', 'PPG-EXP-001'],
  policy: { submissions: (push, options) => submissions(push.subarray(0, -1), options) },
});
