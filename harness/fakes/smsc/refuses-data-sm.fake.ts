import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'refuses data_sm in transaction mode',
  violates: ['TXN-027'],
  also: ['SEG-023', 'SEG-026', 'SMPP-TLV-008'],
  policy: { refusalOf: (pdu, version, now) => (pdu.command === 'data_sm' ? 0x43 : refusalOf(pdu, version, now)) },
});
