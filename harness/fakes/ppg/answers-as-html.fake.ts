import { defineFake } from '../define.ts';
import { saying, inHead } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'says that its PAP answers are HTML',
  violates: ['PAP-SUB-010'],
  // What is no PAP document answers no operation either, nor refuses a push whose id is used again.
  also: ['PAP-QRY-001', 'PAP-CCQ-001', 'PAP-CAN-006', 'PAP-NTF-016', 'STP-09'],
  wrap: saying('response', inHead(['application/xml', 'text/html'])),
});
