import { defineFake } from '../define.ts';
import { readPush } from '../../reference-impl/ppg/submission.ts';

export default defineFake({
  role: 'ppg',
  summary: 'serves the last recipient of a push only',
  violates: ['PAP-SUB-026'],
  also: ['PAP-QRY-003', 'PAP-QRY-001', 'PAP-CAN-004', 'STP-09', 'PAP-SUB-035', 'PPG-EXP-004'],
  policy: {
    readPush: (control) => {
      const request = readPush(control);
      return { ...request, recipients: request.recipients.slice(-1) };
    },
  },
});
