import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'refuses submit_sm in transaction mode',
  violates: ['TXN-023'],
  also: ['TXN-027', 'SEG-023', 'SEG-026', 'SMPP-SUB-006', 'SMPP-TLV-008'],
  policy: { refusalOf: (pdu, version, now) => (pdu.command === 'submit_sm' ? 0x43 : refusalOf(pdu, version, now)) },
});
