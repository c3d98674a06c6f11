import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'asks for SMSC delivery receipts',
  violates: ['STP-08c'],
  also: ['STP-08b', 'TXN-022'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({ ...pdu, fields: { ...pdu.fields, registered_delivery: 0x01 } })),
  },
});
