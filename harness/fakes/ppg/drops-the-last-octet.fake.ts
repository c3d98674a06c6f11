import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits a push without its last octet',
  violates: ['CLM-1'],
  also: ['CLM-7', 'OTA-005', 'OTA-009'],
  policy: { submissions: (push, options) => submissions(push.subarray(0, -1), options) },
});
