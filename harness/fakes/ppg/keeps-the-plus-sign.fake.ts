import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'keeps the plus sign of the address',
  violates: ['SMPP-SUB-008'],
  also: [],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({
        ...pdu,
        fields: { ...pdu.fields, destination_addr: `+${String(pdu.fields?.['destination_addr'] ?? '')}` },
      })),
  },
});
